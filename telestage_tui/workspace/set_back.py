"""What is said when the file went back to an older state."""

from __future__ import annotations

from datetime import datetime

from ..dossier.french import long_moment
from ..dossier.zone_names import DEFAULT_HOST_ZONE, zone


def set_back_words(copy: datetime) -> str:
    """What is said when the file went back: see `Repository.listen`.

    Args:
        copy: UTC instant of the backup of what was lost.
    """
    at = copy.astimezone(zone(DEFAULT_HOST_ZONE))
    return (
        "Le fichier des dossiers est revenu à un état plus ancien, sans passer par telestage. Ce "
        "qui n’y est plus est gardé dans la sauvegarde « avant un remplacement » du "
        f"{long_moment(at.date(), at.time())}."
    )
