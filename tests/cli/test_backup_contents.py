"""What a backup holds, one dossier put back, and the second folder, on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Telestage


def test_one_dossier_is_put_back_and_the_others_stay(telestage: Telestage) -> None:
    lea, sam = telestage.new(), telestage.new("minimale.toml")
    name = telestage.json("backup", "create")["name"]
    telestage.ok("note", lea, "Après la sauvegarde")
    telestage.ok("note", sam, "Elle aussi")
    shown = {each["id"]: each["comparison"] for each in telestage.json("backup", "show", name)}
    assert shown == {lea: "changed", sam: "changed"}
    assert "différent maintenant" in telestage.ok("backup", "show", name)

    assert "est remis comme dans" in telestage.ok("backup", "restore", name, "--dossier", lea[:8])

    assert telestage.json("show", lea)["notes"] == []
    assert len(telestage.json("show", sam)["notes"]) == 1
    telestage.ok("remove", lea, "--yes")
    telestage.ok("backup", "restore", name, "--dossier", lea)
    assert telestage.json("show", lea)["notes"] == []
    assert "introuvable" in telestage.refusal("backup", "restore", name, "--dossier", "ffff")


def test_the_second_folder_is_chosen_kept_and_forgotten(
    telestage: Telestage, tmp_path: Path
) -> None:
    telestage.new()
    key = tmp_path / "clé"
    assert "n’existe pas" in telestage.refusal("backup", "folder", str(key))
    key.mkdir()
    assert str(key) in telestage.ok("backup", "folder", str(key))
    name = telestage.json("backup", "create")["name"]
    assert [each.name for each in key.glob("dossiers.json.*.backups/*.json")] == [name]
    key.rename(tmp_path / "ailleurs")
    result = telestage.run("backup", "create")
    assert result.exit_code == 0
    assert "second répertoire" in result.stderr
    assert "second répertoire" in telestage.run("check").stdout
    assert telestage.ok("backup", "folder", "--none").strip() == "Aucun second répertoire."
