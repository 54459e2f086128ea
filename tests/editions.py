"""Made-up editions of the time zones, as a country that changes its rules would bring them."""

from __future__ import annotations

import shutil
import zoneinfo
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from telestage_tui.clocks import zones
from telestage_tui.dossier import zone_names
from telestage_tui.dossier.zone_names import tzdata_version

PACKAGED = Path(str(zone_names._tzdata.__file__)).parent
ONE_TIME_ALL_YEAR = {"America/Toronto": "America/Panama"}
"""Québec stays at UTC−5 in summer, as Panama does."""
ALL_CACHES = (zone_names.zone, zones._changes)


def write_edition(folder: Path, version: str, rules: Mapping[str, str]) -> Path:
    """A folder with a `tzdata` package of that version, some zones with the rules of others."""
    package = folder / "tzdata"
    shutil.copytree(PACKAGED, package, ignore=shutil.ignore_patterns("__pycache__"))
    init = package / "__init__.py"
    init.write_text(init.read_text().replace(tzdata_version(), version))
    for name, other in rules.items():
        shutil.copyfile(PACKAGED / "zoneinfo" / other, package / "zoneinfo" / name)
    return folder


@contextmanager
def edition_in_use(folder: Path, version: str) -> Iterator[None]:
    """The edition of a folder, in the place of the packaged one, in this process."""
    paths = zoneinfo.TZPATH
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zone_names, "_tzdata", SimpleNamespace(IANA_VERSION=version))
        _point_to([str(folder / "tzdata" / "zoneinfo")])
        try:
            yield
        finally:
            _point_to(paths)


def _point_to(paths: list[str] | tuple[str, ...]) -> None:
    zoneinfo.reset_tzpath(to=paths)
    zoneinfo.ZoneInfo.clear_cache()
    for cached in ALL_CACHES:
        cached.cache_clear()
