// The reference's own hands: finds what is typed, acts as somebody of the sandbox, and sends what the forms say.
// Without scripts every page is there to read all the same.
"use strict";

const byId = (id) => document.getElementById(id);

const make = (name, content = "", attributes = {}) => {
  const element = document.createElement(name);
  element.textContent = content;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

// --- finding ---------------------------------------------------------------------------------------------------------

const box = byId("find");
const found = byId("found");
const MOST_FOUND = 40;
let index = null;

const search = async () => {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  index ??= fetch("/docs/index.json").then((answer) => answer.json());
  const entries = words.length ? (await index).filter((entry) => words.every((word) => entry.words.includes(word))) : [];
  // What bears the words in its title comes first.
  const named = (entry) => words.every((word) => entry.title.toLowerCase().includes(word));
  entries.sort((one, other) => named(other) - named(one));

  found.replaceChildren();
  for (const entry of entries.slice(0, MOST_FOUND)) {
    const link = make("a", entry.title, { href: entry.address });
    link.append(make("small", entry.note));
    found.append(make("li"));
    found.lastChild.append(link);
  }
  if (words.length && !entries.length) found.append(make("li", "Nothing has all of these words."));
  found.hidden = !words.length;
  byId("groups").hidden = Boolean(words.length);
};

const step = (by) => {
  const links = [...found.querySelectorAll("a")];
  const next = links.indexOf(document.activeElement) + by;
  (next < 0 ? box : links[Math.min(next, links.length - 1)] ?? box).focus();
};

box.parentElement.hidden = false;
box.addEventListener("input", search);
found.addEventListener("click", () => {
  box.value = "";
  search();
});
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select");
  const isFinding = event.target === box || found.contains(event.target);
  if (event.key === "/" && !isTyping) box.focus();
  else if (isFinding && event.key === "Escape") {
    box.value = "";
    search();
    box.focus();
  } else if (isFinding && event.key === "ArrowDown") step(1);
  else if (isFinding && event.key === "ArrowUp") step(-1);
  else if (event.target === box && event.key === "Enter") found.querySelector("a")?.click();
  else return;
  event.preventDefault();
});

// --- who one acts as -------------------------------------------------------------------------------------------------

const KEPT = "greenlight.reference";
const kept = { identities: [], chosen: -1, sandbox: "", ids: {}, tags: {}, ...JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") };
const keep = () => sessionStorage.setItem(KEPT, JSON.stringify(kept));
const acting = document.querySelector(".acting");

const showIdentities = () => {
  const names = ["nobody", ...kept.identities.map((identity) => identity.name)];
  byId("identity").replaceChildren(...names.map((name, at) => make("option", name, { value: at - 1 })));
  byId("identity").value = kept.chosen;
};

const choose = (identity) => {
  kept.identities.push(identity);
  kept.chosen = kept.identities.length - 1;
  keep();
  showIdentities();
};

const withSandboxToken = (headers) => (kept.sandbox ? { ...headers, "Greenlight-Sandbox-Token": kept.sandbox } : headers);

const newOrganization = async (type) => {
  const answer = await fetch("/v1/sandbox/organizations", {
    method: "POST",
    headers: withSandboxToken({ "Content-Type": "application/json" }),
    body: JSON.stringify({ type }),
  });
  const made = await answer.json();
  acting.querySelector(".problem").textContent = answer.ok ? "" : `${made.code}: ${made.detail}`;
  if (!answer.ok) return;
  remember(made, answer.headers);
  choose({ name: `${type}: ${made.organization.name}`, token: made.session.access_token, refresh: made.session.refresh_token });
};

// An access token lasts minutes, and who reads takes longer: it is refreshed when it is refused.
const refreshed = async (identity) => {
  const answer = await fetch("/v1/sessions/refresh", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ refresh_token: identity.refresh }),
  });
  if (!answer.ok) return false;
  const session = await answer.json();
  Object.assign(identity, { token: session.access_token, refresh: session.refresh_token });
  keep();
  return true;
};

if (acting) {
  acting.hidden = false;
  showIdentities();
  byId("identity").addEventListener("change", (event) => {
    kept.chosen = Number(event.target.value);
    keep();
  });
  for (const button of acting.querySelectorAll("[data-new]")) {
    button.addEventListener("click", async () => {
      button.disabled = true;
      await newOrganization(button.dataset.new).finally(() => (button.disabled = false));
    });
  }
  byId("paste").addEventListener("submit", (event) => {
    event.preventDefault();
    const { token, sandbox } = event.target.elements;
    if (sandbox.value) kept.sandbox = sandbox.value;
    if (token.value) choose({ name: `pasted: ${token.value.slice(0, 8)}…`, token: token.value });
    keep();
    event.target.reset();
    event.target.parentElement.open = false;
  });
  byId("forget").addEventListener("click", () => {
    sessionStorage.removeItem(KEPT);
    location.reload();
  });
}

// --- filling in ------------------------------------------------------------------------------------------------------

const ID = /\b([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;
const EXAMPLE_ID = /\b([a-z]{3})_01k4s3m7v8e9tb2h6jq0xyzwpn\b/g;

// Ids that were seen are offered again; the object that an answer is comes before those that it names.
const remember = (value, headers) => {
  for (const [id, prefix] of JSON.stringify(value).matchAll(ID)) kept.ids[prefix] ??= id;
  const objects = [value, ...(Array.isArray(value?.data) ? value.data.slice(0, 1) : [])];
  for (const one of objects.concat(value?.organization ?? [], value?.creator_id ? { id: value.creator_id } : [])) {
    if (typeof one?.id === "string") kept.ids[one.id.slice(0, 3)] = one.id;
  }
  if (typeof value?.order_id === "string") kept.ids.ord = value.order_id;
  const tag = headers.get("etag");
  if (tag && typeof value?.id === "string") kept.tags[value.id] = tag;
  keep();
};

const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const fill = (form) => {
  for (const field of form.querySelectorAll("[data-prefix]")) {
    if (field.dataset.in === "path" && (!field.value || field.value === field.dataset.filled)) {
      field.value = field.dataset.filled = kept.ids[field.dataset.prefix] ?? "";
    }
  }
  const body = form.elements.body;
  if (body && (!body.value || body.value === body.dataset.filled)) {
    const example = form.closest(".operation").querySelector(".sample > pre").textContent;
    body.value = body.dataset.filled = example.replace(EXAMPLE_ID, (id, prefix) => kept.ids[prefix] ?? id);
    body.rows = Math.min(body.value.split("\n").length + 1, 24);
  }
  const path = form.querySelector("[data-in=path]");
  const match = form.elements["If-Match"];
  if (match && path && !match.value) match.value = kept.tags[path.value] ?? "";
  const key = form.elements["Idempotency-Key"];
  if (key?.required && !key.value) key.value = freshKey();
};

// --- sending ---------------------------------------------------------------------------------------------------------

const requestOf = (form) => {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  const headers = {};
  for (const field of form.querySelectorAll("[data-in]")) {
    const value = field.value.trim();
    if (!value) continue;
    if (field.dataset.in === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(value));
    else if (field.dataset.in === "header") headers[field.name] = value;
    else for (const one of "list" in field.dataset ? value.split(/\s*,\s*/) : [value]) query.append(field.name, one);
  }
  const body = form.elements.body?.value;
  if (body !== undefined) headers["Content-Type"] = form.dataset.type;
  if (path.startsWith("/v1/sandbox")) Object.assign(headers, withSandboxToken({}));
  return { method: form.dataset.method, address: path + (query.size ? `?${query}` : ""), headers, body };
};

const send = async (request, identity, signal) => {
  const headers = identity ? { ...request.headers, Authorization: `Bearer ${identity.token}` } : request.headers;
  const how = { method: request.method, headers, body: request.body, signal, credentials: "omit", cache: "no-store" };
  const answer = await fetch(request.address, how);
  return answer.status === 401 && identity?.refresh && (await refreshed(identity)) ? send(request, { ...identity, refresh: "" }, signal) : answer;
};

const quoted = (value) => `'${value.replaceAll("'", "'\\''")}'`;

const asCurl = (request, identity) =>
  [
    `curl -i -X ${request.method} ${quoted(location.origin + request.address)}`,
    ...(identity ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...Object.entries(request.headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(request.body === undefined ? [] : [`-d ${quoted(request.body)}`]),
  ].join(" \\\n  ");

const pre = (content) => make("pre", content, { tabindex: 0 });

const folded = (title, content) => {
  const details = make("details");
  details.append(make("summary", title), pre(content));
  return details;
};

const isJson = (answer) => /json/.test(answer.headers.get("content-type") ?? "");

const showProblem = (into, problem) => {
  const advice = make("p", "", { class: "advice" });
  advice.append(`${problem.detail ?? problem.title} `, make("a", `What does ${problem.code} mean?`, { href: problem.type }));
  if (problem.code === "unauthenticated") advice.append(" Choose above who you act as.");
  into.append(advice);
};

const showBody = async (answer, into) => {
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    const shown = pre("");
    into.append(shown);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) shown.textContent += part.value;
    return;
  }
  const body = await answer.text();
  if (!isJson(answer)) {
    if (body) into.append(pre(body));
    return;
  }
  const value = JSON.parse(body);
  if (answer.ok) remember(value, answer.headers);
  else showProblem(into, value);
  into.append(pre(JSON.stringify(value, null, 2)));
};

const perform = async (form) => {
  const into = form.parentElement.querySelector(".answer");
  const stop = form.querySelector(".stop");
  const request = requestOf(form);
  // What is open to everybody is sent as nobody: a token that has ended would only be in its way.
  const identity = "open" in form.dataset ? undefined : kept.identities[kept.chosen];
  const going = new AbortController();
  stop.hidden = false;
  stop.onclick = () => going.abort();
  form.setAttribute("aria-busy", "true");
  into.replaceChildren();
  const started = performance.now();
  try {
    const answer = await send(request, identity, going.signal);
    const took = Math.round(performance.now() - started);
    into.append(make("p", `${answer.status} ${answer.statusText} · ${took} ms`, { class: answer.ok ? "status good" : "status bad" }));
    into.append(folded("Headers", [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n")));
    into.append(folded("As curl", asCurl(request, identity)));
    await showBody(answer, into);
    const key = form.elements["Idempotency-Key"];
    if (answer.ok && key?.required) key.value = "";
    document.querySelectorAll(".try[open] form").forEach(fill);
  } catch (error) {
    into.append(make("p", going.signal.aborted ? "Stopped." : `No answer: ${error.message}`, { class: "status bad" }));
  } finally {
    form.removeAttribute("aria-busy");
    stop.hidden = true;
  }
};

for (const details of document.querySelectorAll(".try")) {
  const form = details.querySelector("form");
  details.hidden = false;
  details.addEventListener("toggle", () => details.open && fill(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    perform(form);
  });
}
