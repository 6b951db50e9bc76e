"""Debian's chromium, driven through its own protocol: nothing to install beside it."""

import asyncio
import base64
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
)
WAIT_SECONDS = 10


def found() -> str | None:
    """Give where chromium is."""
    return shutil.which(os.environ.get("CHROMIUM", "chromium"))


class Tab:
    """One tab: what it shows, asks for and complains about. It has a connection of its own."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._session: str | None = None
        self.complaints: list[str] = []
        """Errors in the console: of scripts, of the network, of the content security policy."""
        self.requested: list[str] = []

    async def listen(self) -> None:
        """Take what the browser says until it leaves."""
        async for message in self._socket:
            said = json.loads(message.data)
            if waiting := self._waiting.pop(said.get("id", 0), None):
                waiting.set_result(said)
            else:
                self._note(said.get("method"), said.get("params", {}))

    def _note(self, method: str | None, said: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requested.append(said["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(said["exceptionDetails"].get("exception", said)))
            case "Log.entryAdded" if said["entry"]["level"] in {"error", "warning"}:
                self.complaints.append(f"{said['entry']['text']} {said['entry'].get('url', '')}")
            case "Runtime.consoleAPICalled" if said["type"] in {"error", "warning", "assert"}:
                self.complaints.append(str(said["args"]))
            case "Audits.issueAdded" if said["issue"]["code"] == "ContentSecurityPolicyIssue":
                self.complaints.append(str(said["issue"]["details"]))

    async def command(self, method: str, **params: Any) -> dict[str, Any]:
        """Have the browser do something."""
        number = next(self._numbers)
        answered = self._waiting[number] = asyncio.get_running_loop().create_future()
        session = {"sessionId": self._session} if self._session else {}
        await self._socket.send_json({"id": number, "method": method, "params": params, **session})
        async with asyncio.timeout(WAIT_SECONDS):
            answer = await answered
        assert "error" not in answer, (method, answer)
        return answer["result"]

    async def open(self) -> None:
        """Become a tab of a browser that has forgotten everything, as wide as a desk's screen."""
        context = (await self.command("Target.createBrowserContext"))["browserContextId"]
        target = await self.command("Target.createTarget", url="about:blank", browserContextId=context)
        attached = await self.command("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            await self.command(f"{domain}.enable")
        await self.size(1280, 900)

    async def size(self, width: int, height: int) -> None:
        """Be as wide and as high."""
        await self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    async def go(self, address: str) -> None:
        """Load a page, also one that is there already but for its fragment."""
        await self.command("Page.navigate", url="about:blank")
        await self.command("Page.navigate", url=address)
        await self.until("location.href !== 'about:blank' && document.readyState === 'complete'")

    async def run(self, expression: str) -> Any:
        """Evaluate an expression in the page."""
        answer = await self.command(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, expression: str) -> Any:
        """Wait until an expression holds."""
        deadline = asyncio.get_running_loop().time() + WAIT_SECONDS
        while not (value := await self.run(expression)):
            assert asyncio.get_running_loop().time() < deadline, (expression, await self.text("body"))
            await asyncio.sleep(0.02)
        return value

    async def text(self, selector: str) -> str:
        """Read what an element shows."""
        return await self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")

    async def reads(self, selector: str, sentence: str) -> None:
        """Wait until an element says just this."""
        await self.until(f"document.querySelector({json.dumps(selector)})?.textContent === {json.dumps(sentence)}")

    def forgive_refusals(self) -> None:
        """A browser notes each answer that is no success: these were wanted."""
        assert all("Failed to load resource" in complaint for complaint in self.complaints), self.complaints
        self.complaints.clear()

    async def click(self, selector: str) -> None:
        """Press an element where it is seen: what lies over it gets the press instead."""
        place = await self.until(
            f"""(() => {{
                const one = document.querySelector({json.dumps(selector)});
                one?.scrollIntoView({{block: 'center', behavior: 'instant'}});
                const box = one?.getClientRects()[0];
                return box?.width ? [box.x + box.width / 2, box.y + box.height / 2] : null;
            }})()"""
        )
        how = {"x": place[0], "y": place[1], "button": "left", "clickCount": 1}
        await self.command("Input.dispatchMouseEvent", type="mousePressed", **how)
        await self.command("Input.dispatchMouseEvent", type="mouseReleased", **how)

    async def type(self, text: str) -> None:
        """Type into what has the focus."""
        await self.command("Input.insertText", text=text)

    async def press(self, key: str) -> None:
        """Press a key."""
        typed = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        codes = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowDown": 40}
        how = {"key": key, "windowsVirtualKeyCode": codes.get(key, ord(key[0]))}
        await self.command("Input.dispatchKeyEvent", type="keyDown", **how, **({"text": typed} if typed else {}))
        await self.command("Input.dispatchKeyEvent", type="keyUp", **how)

    async def screenshot(self, path: Path) -> None:
        """Keep what is seen."""
        path.write_bytes(base64.b64decode((await self.command("Page.captureScreenshot"))["data"]))


@asynccontextmanager
async def chromium(profile: Path) -> AsyncIterator[str]:
    """Run a browser; gives the address of its protocol."""
    executable = found()
    assert executable is not None
    process = await asyncio.create_subprocess_exec(
        executable, *FLAGS, f"--user-data-dir={profile}", "about:blank", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        said = profile / "DevToolsActivePort"
        async with asyncio.timeout(60):
            while not said.exists() or len(said.read_text().split()) < 2:
                await asyncio.sleep(0.05)
        port, path = said.read_text().split()
        yield f"ws://127.0.0.1:{port}{path}"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@asynccontextmanager
async def new_tab(protocol: str) -> AsyncIterator[Tab]:
    """Open a tab in a browser, with no memory of the others."""
    async with aiohttp.ClientSession() as session, session.ws_connect(protocol, max_msg_size=0) as socket:
        tab = Tab(socket)
        listening = asyncio.create_task(tab.listen())
        await tab.open()
        yield tab
        await socket.close()
        await listening
