"""Who waits for news. They are answered first like everybody else, and wait, apart from who works, only if there are none.

What comes after the wait is told only to who may still hear it: meanwhile their credential may have ended.
"""

from collections.abc import Awaitable, Callable

from gateway import headers
from gateway.credentials import InnerToken
from gateway.forwarding import SAFE
from gateway.streams import claims_of
from shared.front import Message, Send
from shared.preferences import wait_of

Forward = Callable[[Send], Awaitable[None]]


def patience_of(method: str, said: headers.Headers) -> int:
    """Say for how many seconds a request may wait for its object to change: a read that names the state that it knows."""
    knows_state = any(name == b"if-none-match" for name, _ in said)
    if method not in SAFE or not knows_state or headers.has_body(said):
        return 0
    return wait_of(headers.joined(said, b"prefer"))


async def unless_unchanged(forward: Forward, send: Send) -> bool:
    """Forward a request; say whether nothing has changed, which its caller is not told yet."""
    is_unchanged = False

    async def send_on(message: Message) -> None:
        nonlocal is_unchanged
        if message["type"] == "http.response.start":
            is_unchanged = message["status"] == 304
        if not is_unchanged:
            await send(message)

    await forward(send_on)
    return is_unchanged


async def once_changed(
    ask: Callable[[InnerToken | None, int], Forward],
    send: Send,
    *,
    seconds: int,
    token: InnerToken | None,
    swap: Callable[[], Awaitable[InnerToken]] | None,
) -> None:
    """Let a request wait for so many seconds, and tell what came; where its credential stands for others now, ask anew as them.

    Raises what a request is refused with, where the credential has ended.
    """
    came: list[Message] = []

    async def keep(message: Message) -> None:
        came.append(message)

    await ask(token, seconds)(keep)
    if token is not None and swap is not None and claims_of(now := await swap()) != claims_of(token):
        await ask(now, 0)(send)
        return
    for message in came:
        await send(message)
