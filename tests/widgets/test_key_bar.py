"""The last line of a screen: the keys that work, read and pressed with the mouse."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.widgets import Input

from telestage_tui.widgets.key_bar import KeyBar, ShownKey

from ..waiting import seen


class Bench(App[None]):
    """An app with a field, a key that works, one that does not now, and one that is not shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "note('one')", "Ouvrir", tooltip="Ouvrir le dossier"),
        Binding("f3", "note('one')", "Ouvrir"),
        Binding("f4", "wait", "Défaire"),
        Binding("f5", "note('three')", "Rien", show=False),
        Binding("f6", "note('two')", "Retour", key_display="Échap"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def compose(self) -> ComposeResult:
        yield Input()
        yield KeyBar()

    def action_note(self, what: str) -> None:
        """Keep what was pressed."""
        self.done.append(what)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key that waits shows, dimmed."""
        return None if action == "wait" else True


def key(pilot: Pilot[None], description: str) -> ShownKey:
    """A key of the bar by what it does."""
    keys = pilot.app.query_one(KeyBar).keys
    return next(each for each in keys if each.description == description)


async def test_each_action_shows_once_with_its_first_key() -> None:
    async with Bench().run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        assert seen(pilot).splitlines()[-1].strip() == "f2 Ouvrir  f4 Défaire  Échap Retour"


async def test_the_mouse_presses_the_key_under_it_and_nothing_between_two() -> None:
    app = Bench()
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        for column in (key(pilot, "Ouvrir").start, key(pilot, "Retour").end - 1):
            await pilot.click(KeyBar, offset=(column, 0))
        for column in (key(pilot, "Ouvrir").end, key(pilot, "Défaire").start, 59):
            await pilot.click(KeyBar, offset=(column, 0))
        await pilot.pause()
        assert app.done == ["one", "two"]


async def test_the_key_under_the_mouse_says_what_it_does() -> None:
    async with Bench().run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        bar = pilot.app.query_one(KeyBar)
        await pilot.hover(KeyBar, offset=(1, 0))
        assert bar.tooltip == "Ouvrir le dossier"
        await pilot.hover(KeyBar, offset=(key(pilot, "Retour").start, 0))
        assert bar.tooltip == "Retour"
        await pilot.hover(Input)
        assert bar.tooltip is None


async def test_the_bar_follows_the_focus() -> None:
    class Field(Input):
        BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "app.note('x')", "Effacer")]

    class Two(Bench):
        def compose(self) -> ComposeResult:
            yield Field()
            yield Input(id="plain")
            yield KeyBar()

    async with Two().run_test(size=(80, 9)) as pilot:
        await pilot.pause()
        assert "Effacer" in seen(pilot)
        pilot.app.query_one("#plain").focus()
        await pilot.pause()
        assert "Effacer" not in seen(pilot)


class Helped(Bench):
    """The same, with the help among the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Aide"),
        Binding("f7", "note('four')", "Écrire un agenda"),
    ]


async def test_keys_without_room_are_left_out_whole_and_never_the_help() -> None:
    async with Helped().run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        line = seen(pilot).splitlines()[-1].strip()
        assert "f1 Aide" in line
        assert "…" not in line
        await pilot.resize_terminal(90, 5)
        await pilot.pause()
        assert "Écrire un agenda" in seen(pilot).splitlines()[-1]
