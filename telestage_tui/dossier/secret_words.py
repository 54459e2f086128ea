"""The words around a secret: what announces one, what specifies it, what only describes it.

Every pattern is matched with small letters, apostrophes plain, one space between two words.
"""

from __future__ import annotations

import re

_KEY_OF = (
    r"api|wi-?fi|wpa[23]?|wep|ssh|priv[ée]e|secr[èe]te|d'api|d'acc[èe]s|de s[ée]curit[ée]|r[ée]seau"
    r"|du (?:wi-?fi|r[ée]seau)|de chiffrement|de r[ée]cup[ée]ration|partag[ée]e|pr[ée]-?partag[ée]e"
    r"|totp|otp|2fa|bitlocker|de connexion"
)
_CODE_OF = (
    r"de (?:r[ée]cup[ée]ration|secours|v[ée]rification|validation|connexion|d[ée]verrouillage"
    r"|s[ée]curit[ée]|la porte|l'alarme|sauvegarde)|d'(?:alarme|entr[ée]e|urgence|authentification)"
    r"|du (?:wi-?fi|b[âa]timent|bureau|coffre|portail|cadenas|t[ée]l[ée]phone|badge)"
    r"|secrets?|confidentiels?|alarme|porte|cadenas|coffre|pin|nip|sms|otp|totp|2fa|mfa|wi-?fi"
    r"|[àa] usage unique|temporaires?"
)
NAMES = (
    r"(?:mots?[ _-]?(?:de[ _-]?)?passes?|mdp|mpd|m\.d\.p\.?|password|passwd|passcode|pwd?"
    r"|passphrase|passe?|psk|pin|r[ée]ponses? secr[èe]tes?"
    r"|phrases? (?:secr[èe]te|de passe|de r[ée]cup[ée]ration)"
    r"|nip|code (?:pin|nip)|token|jetons?"
    r"|(?:client[ _-])?secret|api[ _-]?key|(?:private|secret|access)[ _-]key|"
    rf"cl(?:[ée]s?|efs?) (?:{_KEY_OF})|codes? (?:{_CODE_OF}|d'acc[èe]s))"
)
"""What announces a secret."""
PHRASES = r"phrases? .*|passphrase|cl(?:[ée]|ef)s? .*"
"""Those of `NAMES` of which the secret may be several plain words."""
DIGITS_AFTER = rf"nip|code (?:pin|nip)|codes? (?:{_CODE_OF})|code d'acc[èe]s|mots? de passe|mdp"
"""Those of which digits alone are the secret: « NIP 4821 »."""
QUALIFIERS = (
    r"temporaires?|provisoires?|initial(?:e|es)?|initiaux|par d[ée]faut|d'origine|de d[ée]part"
    r"|actuel|nouveau|ancien|unique|commun|partag[ée]s?|principal|ma[îi]tre|admin|administrateur|root|wi-?fi"
    r"|vpn|windows|outlook|teams|slack|gmail|google|figma|zoom|github|gitlab|bitwarden|keepass|mysql"
    r"|utilisateur|personnel|confidentiel|ordinateur|portable|poste|imprimante|messagerie|intranet"
    r"|extranet|bdd|ftp|ssh|web|site|bitlocker|pro|invit[ée]s?|client|mail|email|courriel|compte|session|bureau|serveur"
    r"|api|d'acc[èe]s|d'administration|d'ouverture|de session|de connexion|de test|de secours"
    r"|(?:du|de la|des|de|d'|pour le|pour la|pour les|pour|sur|[àa]) ?[^\W\d_][\w'-]*"
    r"|de l'[^\W\d_]+|pour l'[^\W\d_]+|[àa] l'[^\W\d_]+|#?\d(?= ?:)"
)
"""What may stand between the name of a secret and the secret."""
NUMBERED = (
    r"(?i)\b(?:num[ée]ros?|n[°º]s?|no\.?|contrat|carte|client|dossier|s[ée]rie|commande|facture|iban"
    r"|compte bancaire|bon|billet|ticket|licence|imei|siret|siren|neq|commit|sha-?\d*|md5|empreinte"
    r"|somme|hash|version|r[ée]vision|uuid|guid|identifiant|r[ée]f[ée]rence|r[ée]f\.?|suivi|colis"
    r"|inventaire|mod[èe]le)\b[^.;\n]{0,24}$"
)
"""What says, before it, that a long number is that of something."""
NUMBERED_WORD = (
    r"(?:ticket|bug|issue|demande|poste|local|salle|commande|facture|dossier|billet|incident|bureau"
    r"|[ée]tage|lot|version)#\d+"
)
PRODUCT = (
    r"(?:microsoft|office|windows|sharepoint|exchange|sage|autocad|m|excel|word|photoshop|outlook"
    r"|python|node\.?js|keepass|teams|acrobat|indesign|iphone|android|macos|ubuntu|debian|win)"
    r"-?\d[\d.]*[a-z]{0,4}\W*|1password\W*|keepassxc\W*|oauth2?\W*|http/?2\W*|sha-?\d+\W*|aes-?\d+\W*"
    r"|(?:2|3)fa\W*"
)
"""Names of products that look like a word and its digits."""
ARTICLES = frozenset(["un", "une", "le", "la", "les", "mon", "ma", "mes"])
"""Words that may begin a secret phrase."""
_DESCRIPTIONS = """
à a au aux dans chez par voir non oui aucun aucune pas plus ne n' sans avec pour sur sous selon
en de du des d' la le les l' un une ce cet cette ces celui celle ceux mon ma mes ton votre vos
notre nos leur leurs son sa ses il elle on nous vous ils elles je qui que quoi où comme si et ou
toujours jamais trop très assez encore déjà bien mal aussi bientôt même tout toute seulement
uniquement strictement propre secret secrète confidentiel professionnel personnel obligatoire
requis requise long longue court courte faible fort forte simple complexe unique bon bonne
mauvais mauvaise différent différente identique nouveau nouvelle ancien ancienne prêt prête
valide valable actif active inactif compris comprise connu connue inconnu inconnue remis remise
transmis transmise reçu reçue perdu perdue refusé choisi choisie écrit écrite rompu tenu tenue
mis mise pris prise défini définie fourni fournie établi établie rétabli produit soumis permis
interdit interdite rendu rendue vu vue su suite gardé demander écrire changer réinitialiser
envoyer transmettre remettre communiquer choisir créer modifier appeler contacter taper utiliser
suivre faire noter ranger retirer donner définir renouveler rappeler vérifier garder conserver
oublier consulter ouvrir prévoir éviter demandez écrivez changez voyez appelez contactez
utilisez choisissez notez gardez rangez demande géré gérée idem ok inutile néant variable masqué
caché ici là ailleurs demain hier badge carte lecteur coffre gestionnaire bitwarden keepass
teams outlook signal sms téléphone aujourd'hui lundi mardi mercredi jeudi vendredi samedi
dimanche the your my in by at see ask not expired required stored sent changed same none
"""
DESCRIPTIONS = frozenset(_DESCRIPTIONS.split())
"""Words that say where a secret is, or how it is, and not what it is."""
COMMON = r"(?:azerty|qwerty|password|passw0rd|motdepasse|letmein|welcome|admin)\d{2,}[!?*@#$&+.]*"
"""The passwords most often chosen."""
UNITS = frozenset(
    [
        "$",
        "€",
        "%",
        "caractères",
        "chiffres",
        "lettres",
        "signes",
        "mots",
        "ans",
        "jours",
        "mois",
        "heures",
        "h",
        "min",
        "minutes",
        "fois",
    ]
)
"""What a number counts."""
_SUFFIXES = (
    "é", "ée", "és", "ées", "able", "ible", "ables", "ibles", "nel", "nelle", "oire", "eux", "euse",
    "if", "ive", "ment", "ez", "ant", "ante", "ique",
)  # fmt: skip
_VERB_AFTER = (
    r"(?:le|la|les|l'\w+|nous|vous|lui|se|s'\w+|doit|peut|va|a|est|sont|sera|ne|n'\w+|qui|et|ou|en)"
)


def is_description(word: str, following: str, *, capital: bool, verb: bool) -> bool:
    """Whether a word of letters alone describes a secret rather than being it.

    Args:
        word: What follows « mot de passe : », or « est ».
        following: The word after it, if any.
        capital: Whether it begins with a capital: a name, when a verb follows.
        verb: Whether it follows a verb.
    """
    if word in DESCRIPTIONS or (len(word) >= 5 and word.endswith(_SUFFIXES)):
        return True
    if capital and re.fullmatch(_VERB_AFTER, following):
        return True
    return verb and bool(re.fullmatch(r"(?:de|du|par|à|au|pour|dans|que|avec)", following))
