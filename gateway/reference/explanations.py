"""What goes for all operations: conventions, scopes, ids, events, and what each refusal means."""

from collections.abc import Mapping
from typing import Any

from gateway.reference.contents import Contents, Operation
from gateway.reference.fields import title_of, type_of
from gateway.reference.markup import anchor, as_json, code_link, folded, inline, method, path, prose, table, text, titled

CONVENTIONS: Mapping[str, str] = {
    "Money": '`{"value": 60000, "currency": "USD"}`: integer minor units, here 600.00 USD; JPY has none, KWD three.',
    "Time": "RFC 3339 in UTC, fields end in `_at`. `_on` is a day in the object's `time_zone`. Durations are ISO 8601: `P7D`.",
    "Fields": "Answers always have every field, null where empty. Unknown fields and parameters of a request are refused.",
    "Enums": "Closed in requests. In answers new values may appear: let your client live with one that it does not know.",
    "States": "`state`, `is_final`, and `actions`: what you may do now, each a verb at the end of the address: `POST …/accept`.",
    "Lists": "`?limit=1..100&cursor=…` answers `data`, `has_more`, `next_cursor`, and `Link: rel=next`."
    " A repeated parameter means either. `sort=updated_at` with `updated_at_min` is for clients that sync.",
    "Changes": "PATCH is a JSON merge patch: what is not there stays, null empties.",
    "Idempotency": "Send `Idempotency-Key` with a POST and repeat it as often as you must: it acts once, and the repeat"
    " gets the first answer with `Idempotent-Replayed: true`. Required where money moves.",
    "Concurrency": '`ETag: "v7"` is the object\'s version. `If-Match` acts only on what you saw; `If-None-Match` answers 304'
    " while nothing changed, and with `Prefer: wait=20` waits for the change.",
    "Batches": "At most 100 items; the answer is 200 with a `status` and an `item` or `problem` for each.",
    "Limits": "`RateLimit-Policy` and `RateLimit` say what you have and what is left; 429 and 503 carry `Retry-After`.",
    "Refusals": "`application/problem+json`. Decide by `code`; `type` is the address of a page here; `errors` names each place;"
    " `retryable` says whether the same request may succeed later.",
    "Tracing": "Every answer has `Request-Id`: name it when you ask for help. `traceparent` is honoured.",
    "Acting for": "`Greenlight-Organization: org_…` chooses among your organizations; the answer says it back.",
}

_ADVICE: Mapping[int, str] = {
    400: "The request could not be read as it was meant. Correct it; `errors` and `detail` name the place.",
    401: "Sign in again, or refresh the session, and repeat the request with the fresh token.",
    403: "Use a credential that may do this: another member, role, scope or key. Repeating changes nothing.",
    404: "Check the id and for which organization you act: what belongs to somebody else looks like nothing.",
    406: "Ask with an `Accept` that allows one of the forms that the operation answers in.",
    409: "Do first what the title says, or leave it. `detail` and the answer's own members tell of your case; where it is about a"
    " state, read the object again: its `state` and `actions` say what can be done now.",
    410: "What you hold has run out. Read the object, or ask for a new one.",
    412: "Read the object again, decide on what you see now, and send its fresh `ETag` in `If-Match`.",
    413: "Send less at once.",
    422: "Correct the values that `errors` names: each entry has a pointer to the place, and the rule that it breaks.",
    428: "Read the object first, and send its `ETag` in `If-Match`.",
    429: "Wait as long as `Retry-After` says, then go on more slowly: `RateLimit` says what is left.",
    500: "Nothing that you can correct. Look at the object before you repeat; tell us the `request_id`.",
    502: "The request may have acted. Repeat it with the same `Idempotency-Key`, or read the object first.",
    504: "The request may have acted. Repeat it with the same `Idempotency-Key`, or read the object first.",
}
_RETRY = (
    "The same request may succeed later: wait as long as `Retry-After` says, else a second. A POST is repeated with the same"
    " `Idempotency-Key`, so that it acts once."
)
_NO_RETRY = "Repeating the same request changes nothing."


# --- the overview ---------------------------------------------------------------------------------------------------


def overview(contents: Contents) -> str:
    """Write the first page: how to begin, what holds everywhere, and all operations."""
    groups = "".join(
        f"<section><h3 id='{anchor(those[0].group)}'><a href='/docs/{those[0].group}'>{text(titled(name))}</a></h3>"
        f"<ul class='index'>{''.join(map(_entry, those))}</ul></section>"
        for name, those in contents.groups.items()
    )
    conventions = "".join(f"<dt>{name}</dt><dd>{inline(said)}</dd>" for name, said in CONVENTIONS.items())
    ids = table(
        ("Prefix", "Object", "Fields"),
        ((f"<code>{prefix}_</code>", *_objects(names, contents)) for prefix, names in contents.prefixes.items()),
    )
    start = """
<h2 id="start">Start</h2>
<p>Press <b>New brand</b> or <b>New creator</b> above: the sandbox makes an organization that can act at once, and this page
acts for it. Open <b>Try it</b> at any of the <a href='#operations'>operations</a>. Ids that you have seen are filled in for you.
Nothing here is real: money, mail and the social platform are simulated, and the clock is yours to advance.</p>"""
    return f"""
<h1>{text(contents.title)} API</h1>
<div class="lead">{prose(contents.description)}</div>
{start if contents.is_sandbox else ""}
<h2 id="conventions">Conventions</h2><dl class="facts wide">{conventions}</dl>
<h2 id="operations">Operations</h2><div class="groups">{groups}</div>
<h2 id="ids">Ids</h2><p>An id is a prefix and 26 characters; ids of one type sort by the time they were made.</p>{ids}"""


def _entry(one: Operation) -> str:
    ends = " <small class='ends'>deprecated</small>" if one.is_deprecated else ""
    return f"<li>{method(one.method)} <a href='{one.address}'>{text(one.title)}</a>{ends}</li>"


def _objects(names: list[str] | Any, contents: Contents) -> tuple[str, str]:
    objects = ", ".join(dict.fromkeys(f"<code>{text(contents.object_of(name))}</code>" for name in names))
    links = ", ".join(f"<a href='/docs/objects#{anchor(name)}'>{text(title_of(name, contents))}</a>" for name in names)
    return objects, links


# --- scopes, limits and events ----------------------------------------------------------------------------------------


def scopes(contents: Contents) -> str:
    """Write what each scope lets its holder do, who holds it, and which operations ask for it."""
    rows = []
    for scope, said in contents.scopes.items():
        asking = [one for one in contents.operations if one.scope == scope]
        listed = f"<ul class='index'>{''.join(map(_entry, asking))}</ul>"
        staff = f"<br>staff: {text(', '.join(said['staff_roles']))}" if said["staff_roles"] else ""
        holders = text(", ".join(said["roles"])) + staff
        name = f"<code id='{anchor(scope)}'>{text(scope)}</code>"
        count = folded(str(len(asking)), listed) if asking else "0"
        rows.append((name, inline(said["description"]), holders, "yes" if said["keys"] else "no", count))
    return f"""
<h1>Scopes</h1>
<p class="lead">A session holds the scopes of its person's role in the organization. An API key holds those that it was made with.
An operation whose scope you lack answers 403 {code_link("missing_scope")}.</p>
{table(("Scope", "Lets its holder", "Roles", "Keys", "Operations"), rows)}"""


def limits(contents: Contents) -> str:
    """Write how often operations of each kind may be called, by whom, and which they are."""
    rows = []
    for kind, said in contents.limits.items():
        counted = [one for one in contents.operations if one.limit == kind]
        listed = f"<ul class='index'>{''.join(map(_entry, counted))}</ul>"
        name = f"<code id='{anchor(kind)}'>{text(kind)}</code>"
        numbers = [_limit(said.get(who)) for who in ("credential", "organization", "address")]
        rows.append((name, inline(said["description"]), *numbers, folded(str(len(counted)), listed) if counted else "0"))
    return f"""
<h1>Limits</h1>
<p class="lead">A request with a credential counts for that credential, together with the organization that it acts for, and for
the organization, whoever acts for it. One without counts for the address that it comes from. What is beyond a limit answers 429
{code_link("rate_limited")}, and <code>Retry-After</code> says for how long. A sandbox may be more generous than these:
<code>RateLimit-Policy</code> on every answer says what it was counted against, and <code>RateLimit</code> what is left.</p>
{table(("Kind", "Of what", "Each credential", "Each organization", "Each address", "Operations"), rows)}"""


def _limit(said: Mapping[str, int] | None) -> str:
    return f"{said['requests']:,} in {said['seconds']} s" if said else ""


def event_types(contents: Contents) -> str:
    """Write what each event says, and who may see it."""
    rows = [
        (
            f"<code id='{anchor(name)}'>{text(name)}</code>",
            inline(str(message.get("summary", ""))),
            _event_fields(message, contents),
            f"<code>{text(str(message['x-visible'].get('scope') or ''))}</code>",
        )
        for name, message in contents.events.items()
    ]
    return f"""
<h1>Events</h1>
<p class="lead">What happened to your organization's objects, in the order in which it happened. Read them with
<code>GET /v1/events</code> (30 days), or live with <code>GET /v1/events/stream</code>, which goes on after
<code>Last-Event-ID</code>. An event may arrive twice: its <code>id</code> says so. <code>data</code> has the fields below.</p>
{table(("Type", "When", "Data", "Scope"), rows)}"""


def _event_fields(message: Mapping[str, Any], contents: Contents) -> str:
    fields = message["payload"].get("properties", {})
    shown = [name for name in message["x-visible"].get("fields", ()) if name in fields]
    return "<br>".join(f"<code>{text(name)}</code> {_event_type(fields[name], contents)}" for name in shown)


def _event_type(schema: Mapping[str, Any], contents: Contents) -> str:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return text(name) if name and name not in contents.components else type_of(schema, contents)


# --- problems -------------------------------------------------------------------------------------------------------


def problems(contents: Contents) -> str:
    """Write the list of problem codes."""
    rows = (
        (code_link(code), str(problem["status"]), "yes" if problem["retryable"] else "no", inline(problem["title"]))
        for code, problem in contents.problems.items()
    )
    return f"""
<h1>Error codes</h1>
<p class="lead">Every refusal is <code>application/problem+json</code> (RFC 9457). <code>code</code> is stable: a program decides
by it, never by <code>title</code> or <code>detail</code>, which are for people. <code>errors</code> names each offending
place.</p>
{table(("Code", "Status", "Retryable", "Meaning"), rows)}"""


def problem(contents: Contents, code: str) -> str:
    """Write what one problem code means, what to do, and who answers with it."""
    said = contents.problems[code]
    example = {
        "type": f"/docs/problems/{code}",
        "title": said["title"],
        "status": said["status"],
        "detail": said["title"],
        "code": code,
        "retryable": said["retryable"],
        "request_id": "req_01k4s3m7v8e9tb2h6jq0xyzwpn",
        "errors": [],
    }
    named = contents.operations_naming(code)
    answers = (
        "<p>Any operation may answer with it.</p>" if named is None else f"<ul class='index'>{''.join(map(_named, named))}</ul>"
    )
    advice = [] if said["retryable"] and said["status"] not in {429, 502, 504} else [_ADVICE.get(said["status"], _NO_RETRY)]
    return f"""
<p class="trail"><a href="/docs/problems">Error codes</a></p>
<h1><code>{text(code)}</code></h1>
<p class="lead">{inline(said["title"])}</p>
<dl class="facts"><dt>Status</dt><dd>{said["status"]}</dd>
<dt>Retryable</dt><dd>{"yes" if said["retryable"] else "no"}</dd></dl>
<h2>What to do</h2>
<p>{inline(" ".join([*advice, _RETRY if said["retryable"] else _NO_RETRY]))}</p>
<h2>Example</h2>{as_json(example)}
<h2>Which operations</h2>{answers}"""


def _named(one: Operation) -> str:
    shown = f"<code class='path'>{path(one.path)}</code>"
    return f"<li>{method(one.method)} <a href='{one.address}'>{text(one.title)}</a> {shown}</li>"
