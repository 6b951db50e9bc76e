"""What the gateway itself refuses."""

from shared.errors import Problem


class AddressInvalid(Problem, status=400, code="address_invalid"):
    """The address has a form that this API does not take: it is refused as it stands, never cleaned."""


class AddressTooLong(Problem, status=414, code="address_too_long"):
    """The address is longer than this API takes."""


class HeadersInvalid(Problem, status=400, code="headers_invalid"):
    """A header stands twice, contradicts another one, or is not text."""


class OrganizationInvalid(Problem, status=400, code="organization_invalid"):
    """Greenlight-Organization must hold the id of one organization."""


class AddressNotAllowed(Problem, status=403, code="address_not_allowed"):
    """This API key may not be used from your address."""


class NotAcceptable(Problem, status=406, code="not_acceptable"):
    """This operation answers in no form that Accept allows; `available` lists its forms."""


class RateLimited(Problem, status=429, code="rate_limited", retryable=True):
    """Too many requests: Retry-After says in how many seconds the next one may come."""


class Overloaded(Problem, status=503, code="overloaded", retryable=True):
    """More requests are under way than this API can serve; nothing was done: try again after Retry-After."""


class SandboxTokenRequired(Problem, status=401, code="sandbox_token_required"):
    """This sandbox is reached from elsewhere: every /v1/sandbox call needs its token in Greenlight-Sandbox-Token."""


class UpstreamTimeout(Problem, status=504, code="upstream_timeout", retryable=True):
    """A part of the suite did not answer in time; whether the request acted is not known."""


class UpstreamBroken(Problem, status=502, code="upstream_broken", retryable=True):
    """A part of the suite broke off before it answered; whether the request acted is not known."""
