"""The screens in a browser."""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from socket import gaierror
from typing import TYPE_CHECKING

import click

from ...clocks.clock import SystemClock
from ...dossier.errors import Refused
from ...dossier.french import count
from ...dossier.os_errors import french_cause
from ...dossier.text import quoted
from ..french_click import FrenchCommand, WholeNumber
from ..output import AnswerLost, print_data, say, warn
from ..session import Session
from ..signals import listen
from .options import pass_session

if TYPE_CHECKING:
    from ...web.gate import Gate

PORT = 8000
_EVERYWHERE = "0.0.0.0"  # noqa: S104  (what --partager alone means; see `web.running`)
NOT_INSTALLED = (
    "Le serveur n’est pas installé : « pipx install 'telestage[web]' », ou « pip install "
    "'telestage[web]' », l’ajoute."
)
OWN_NOT_SHARED = (
    "Vos dossiers ne se partagent pas : avec --partager, seule la démonstration s’ouvre. Retirez "
    "--mes-dossiers, ou --partager."
)
IN_CLEAR = (
    "Ce qui s’échange n’est pas chiffré : ne tapez rien de vrai dans la démonstration. Chaque lien "
    "sert une fois, dans un seul navigateur; un autre paraît ici quand il a servi."
)


@click.command(cls=FrenchCommand)
@click.option("--demo", "dossiers", flag_value="demo", default="demo",
              help="Les dossiers inventés de la démonstration (d’office).")  # fmt: skip
@click.option("--mes-dossiers", "dossiers", flag_value="own",
              help="Vos dossiers, sur cet ordinateur seulement.")  # fmt: skip
@click.option("--port", type=WholeNumber(0, 65535), default=PORT, metavar="PORT",
              help=f"Le port ({PORT} d’office; 0 : un port libre).")  # fmt: skip
@click.option("--partager", "shared", metavar="[ADRESSE]", is_flag=False, flag_value=_EVERYWHERE,
              help="Partager la démonstration sur le réseau, à cette adresse de l’ordinateur "
                   "(d’office toutes), par des liens qui servent une fois.")  # fmt: skip
@click.option("--sessions", type=WholeNumber(1, 100), metavar="NOMBRE",
              help="Combien de navigateurs à la fois (d’office selon la mémoire libre : 80 Mo "
                   "chacun, 12 au plus).")  # fmt: skip
@pass_session
def serve(
    session: Session, *, dossiers: str, port: int, shared: str | None, sessions: int | None
) -> None:
    """Ouvrir les écrans dans un navigateur.

    La démonstration, ou vos dossiers avec --mes-dossiers, à une adresse de cet ordinateur que
    personne d’autre n’atteint. Chaque page a ses propres dossiers inventés, effacés quand elle se
    ferme. --partager ouvre la démonstration à d’autres machines : un lien par navigateur.

    Il faut l’ajout « web » : pipx install 'telestage[web]'.
    """
    demo = dossiers == "demo"
    if find_spec("textual_serve") is None:
        raise Refused(NOT_INSTALLED)
    if shared is not None and not demo:
        raise Refused(OWN_NOT_SHARED)
    import asyncio

    from ...web import capacity, running
    from ...web.gate import Gate
    from ...web.server import BrowserServer
    from ...web.session import program

    number = sessions or capacity.sessions_for(capacity.free_memory())
    address = running.LOOPBACK if shared is None else shared or running.EVERYWHERE
    gate = Gate(is_shared=shared is not None, needs_link=shared is not None or not demo)
    begin = ""

    def ready(actual: int) -> None:
        nonlocal begin
        begin = f"http://{running.name_of(address)}:{actual}/"
        _announce(gate, begin, number, demo=demo)

    def one_more() -> None:
        with suppress(AnswerLost):  # nobody reads the links any more; whoever has one comes in
            print_data(_link(gate, begin))

    server = BrowserServer(
        program(*_arguments(session, demo=demo)),
        gate,
        number,
        "telestage – démonstration" if demo else "telestage",
        one_more,
    )
    listen()
    try:
        asyncio.run(running.serve(server, address, port, ready))
    except KeyboardInterrupt:
        pass
    except (UnicodeError, gaierror):
        raise Refused(f"{quoted(address)} n’est pas une adresse de cet ordinateur.") from None
    except OSError as error:
        raise Refused(
            f"Le serveur ne peut pas s’ouvrir à l’adresse {address}, port {port} : "
            f"{french_cause(error)}. Un autre port : telestage serve --port 0."
        ) from None


def _arguments(session: Session, *, demo: bool) -> list[str]:
    """What the program of each browser is started with: the same options as this one."""
    folder = session.programme_folder
    arguments = ["--programme", str(folder.absolute())] if folder else []
    if not demo and session.file is not None:
        arguments += ["--db", str(session.path)]
    if not isinstance(session.clock, SystemClock):
        arguments += ["--today", session.clock.today().isoformat()]
    return [*arguments, "demo"] if demo else arguments


def _announce(gate: Gate, begin: str, number: int, *, demo: bool) -> None:
    """Say where to open a page, and how to stop."""
    what = "La démonstration" if demo else "Vos dossiers"
    if not gate.needs_link:
        say(f"{what} : ouvrez cette adresse dans un navigateur de cet ordinateur.")
        print_data(begin)
    elif gate.is_shared:
        say(f"{what} : {count(number, 'lien')}, un par navigateur.")
        print_data(*(_link(gate, begin) for _ in range(number)))
        warn(IN_CLEAR)
    else:
        say(f"{what} : ce lien sert une fois, dans un navigateur de cet ordinateur.")
        print_data(_link(gate, begin))
    say(f"{count(number, 'place')}. Ctrl+C arrête le serveur et ferme les pages.")


def _link(gate: Gate, begin: str) -> str:
    return f"{begin}?jeton={gate.new_link()}"
