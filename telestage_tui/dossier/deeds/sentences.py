"""The French sentence of each deed: the only place where the history is worded.

A sentence is in the past, without a full stop. A value is named between braces; after a colon
comes how it is written, see `telling`:

    {name:named}            between guillemets
    {by:because}            in parentheses after a space; nothing without it
    {done:clause}           within a sentence, without the full stop it was typed with
    {titles:listed}         several, separated by semicolons, cut where there are too many
    {on:day}                « 2 mars 2027 », of an ISO date
    {on:weekday}            « mardi 2 mars »
    {on:short}              « mar. 2 mars »
    {kind:meeting}          « Rencontre de suivi », of a kind of meeting
    {question:lower}        without its first capital
    {n:count étape|étapes}  « 3 étapes », of a number or of several values; `leading` begins a
                            sentence, `leading_f` with a feminine noun
    {names:and}             « a, b et c »
    {parts:listed}          the sentences of the deeds it is made of
"""

from ...wording import MEETING_WORDS

SENTENCES: dict[str, str] = {
    "said": "{words}",
    # The dossier itself.
    "dossier.opened": "Dossier ouvert",
    "dossier.opened_onsite": (
        "Dossier du stage au Québec ouvert, à la suite du télé-stage du {start:day} au {end:day}"
    ),
    "dossier.removed": "Dossier supprimé",
    "dossier.invented": "Dossier inventé pour la démonstration",
    "dossier.restored": "Sauvegarde restaurée : rencontres à exporter de nouveau",
    "dossier.brought_in": "Dossier repris d’un autre fichier",
    "dossier.merged": (
        "{differences:count différence reprise|différences reprises} d’un autre fichier"
    ),
    "dossier.brought_back": "Dossier remis comme dans une sauvegarde",
    "dossier.candidates_forgotten": "Noms des candidatures non retenues effacés",
    "dossier.imported": (
        "{lines:count modification reprise|modifications reprises} {source} : {parts:listed}"
    ),
    # What the history says of itself.
    "history.undone": "Défait : {parts:lower}",
    "history.redone": "Refait : {parts:lower}",
    # The stage.
    "stage.described": "Informations modifiées",
    "stage.waived": "Dérogation enregistrée : {rule}{reason:because}",
    "stage.unwaived": "Dérogation retirée : {rule}",
    "stage.absences": "Absences reprises d’un agenda ({side})",
    "stage.started": "Stage commencé",
    "stage.closed": "Stage clos",
    "stage.closed_leaving": "Stage clos, {left:count point laissé|points laissés} : {left:listed}",
    "stage.settled_done": (
        "Réglé avant de clore, {left:count point|points} : {left:listed}{reason:because}"
    ),
    "stage.settled_missed": (
        "Rencontres manquées, {left:count point|points} : {left:listed}{reason:because}"
    ),
    "stage.settled_dropped": (
        "Sans objet, {left:count point|points} : {left:listed}{reason:because}"
    ),
    "stage.kept_until": "Date de conservation modifiée",
    "stage.reopened": "Stage rouvert{reason:because}",
    # Changes of course.
    "course.postponed": (
        "Début reporté du {was:day} au {start:day}, jusqu’au {end:day}{reason:because}"
    ),
    "course.extended": "Stage prolongé du {was:day} au {end:day}{reason:because}",
    "course.ended_early": (
        "Stage terminé avant son terme, le {end:day} au lieu du {was:day}; "
        "ce qui a été fait : {done:clause}{reason:because}"
    ),
    "course.interrupted_from": "Stage interrompu à partir du {first:day}{reason:because}",
    "course.interrupted": "Stage interrompu du {first:day} au {last:day}{reason:because}",
    "course.resumed": "Stage repris le {on:day}{reason:because}",
    "course.resumed_until": "Stage repris le {on:day}, jusqu’au {end:day}{reason:because}",
    "course.never_begun": "Stage jamais commencé, dossier clos{reason:because}",
    "course.amended": "Avenant à la convention signé par {names:and}{reason:because}",
    "course.first_tutor": "Tuteur ou tutrice : {tutor}{reason:because}",
    "course.tutor": "Tuteur ou tutrice : {former} → {tutor}{reason:because}",
    # The convention, what was paid, what was missed.
    "convention.ticked": "Convention : point {point:named} coché",
    "convention.moot": "Convention : point {point:named} sans objet{reason:because}",
    "convention.reset": "Convention : point {point:named} remis à vérifier",
    "convention.signed_ofqj": "Convention signée par l’OFQJ, le {on:day}",
    "convention.signed_intern": "Convention signée par le ou la stagiaire, le {on:day}",
    "convention.signed_host": "Convention signée par votre organisation, le {on:day}",
    "convention.unsigned_ofqj": "Convention : signature de l’OFQJ retirée",
    "convention.unsigned_intern": "Convention : signature du ou de la stagiaire retirée",
    "convention.unsigned_host": "Convention : signature de votre organisation retirée",
    "convention.paid": "Gratification du mois {month} versée, le {on:day} : {amount}",
    "convention.unpaid": "Gratification du mois {month} : versement retiré",
    "convention.missed": "Présence, semaine du {week:day} : {missed} de manque{note:because}",
    "convention.whole": "Présence, semaine du {week:day} : rien de manqué{note:because}",
    "convention.presence_cleared": "Présence, semaine du {week:day} : à noter de nouveau",
    # Tasks.
    "task.done": "Étape {task:named} faite",
    "task.caught_up": (
        "{tasks:leading_f étape faite|étapes faites} avant telestage : {tasks:listed}"
    ),
    "task.reset": "Étape {task:named} remise à faire",
    "task.skipped": "Étape {task:named} sans objet{reason:because}",
    "task.noted": "Note de {task:named}",
    "task.assigned": "Responsable et échéance : {task:named}",
    "task.follows_done": "étape {task:named} faite",
    "task.follows_reset": "étape {task:named} remise à faire",
    # Meetings.
    "meeting.name": "{kind:meeting} du {on:short}",
    "meeting.titled": "{title} du {on:short}",
    "meeting.replanned": "Rencontres replanifiées",
    "meeting.added": "{parts:listed} : ajoutée{reason:because}",
    "meeting.held_together": (
        "{parts:leading_f rencontre tenue|rencontres tenues} : {parts:listed}"
    ),
    **{
        f"meeting.{status}": f"{{parts:listed}} : {word}{{reason:because}}"
        for status, word in MEETING_WORDS.items()
    },
    "meeting.written": "{parts:listed} : notes enregistrées",
    "meeting.moved": "{parts:listed} : déplacée{reason:because}",
    "meeting.follows_planned": "rencontre du {on:weekday} remise à venir",
    "meeting.follows_held": "rencontre notée tenue le {on:weekday}",
    "meeting.follows_missed": "rencontre du {on:weekday} notée manquée",
    "meeting.follows_cancelled": "rencontre du {on:weekday} annulée",
    "meeting.still_planned": "rencontre du {on:weekday} encore à venir",
    "meeting.check_ins_left": (
        "{meetings:count rencontre de suivi reste prévue|rencontres de suivi restent prévues}"
    ),
    # Calendars.
    "calendar.exported": "Rencontres exportées vers l’agenda",
    "calendar.invited": "Invitations écrites",
    "calendar.taken_off": "Rencontres retirées de l’agenda",
    # Accesses.
    "access.noted": "Accès {name:named} noté",
    "access.described": "Accès {name:named} modifié",
    "access.also_given": "remis le {on:day}",
    "access.usual_noted": "Accès habituels notés : {names:listed}",
    "access.given": "Accès {name:named} remis{by:because}",
    "access.explained": "Accès {name:named} expliqué{by:because}",
    "access.suspended": "Accès {name:named} suspendu{reason:because}",
    "access.resumed": "Accès {name:named} rétabli",
    "access.asked": "Retrait de {name:named} demandé{manager:because}",
    "access.withdrawn": "Accès {name:named} retiré{by:because}",
    "access.checked": "Retrait de {name:named} : vérifications notées",
    "access.verified": "Retrait de {name:named} constaté{how:because}",
    "access.day": "{parts:listed} : {names:listed}",
    "access.day_access": "{number:count accès retiré|accès retirés}",
    "access.day_check": "{number:count vérification faite|vérifications faites}",
    "access.day_verify": "{number:count retrait constaté|retraits constatés}",
    "access.all_asked": "Retraits demandés : {names:listed}",
    "access.all_given": "Accès remis : {names:listed}",
    "access.follows_suspended": "accès suspendus : {names:listed}",
    "access.follows_resumed": "accès rétablis : {names:listed}",
    "access.all_suspended": "Accès suspendus : {names:listed}{reason:because}",
    "access.all_resumed": "Accès rétablis : {names:listed}",
    "access.nothing_else": "Accès : rien d’autre trouvé{by:because}",
    "access.nothing_else_moot": "Accès : rien d’autre à chercher{reason:because}",
    "access.checks_moot": "Retrait de {name:named} : vérifications sans objet{reason:because}",
    "access.reopened": "Accès {name:named} rouvert{reason:because}",
    "access.removed": "Accès {name:named} supprimé",
    # Evaluations.
    "evaluation.answered": "{form} : {question:lower}",
    "evaluation.answers": "{form} : {answers:count réponse|réponses}",
    "evaluation.rated": "{form} : appréciations notées",
    "evaluation.imported": "{form} : réponses reprises d’un fichier",
    "evaluation.read_agreed": "{form} : lue le {on:day}, d’accord",
    "evaluation.read_disagreed": "{form} : lue le {on:day}, pas d’accord",
    "evaluation.completed": "{form} : déclarée complète",
    "evaluation.reopened": "{form} : rouverte{reason:because}",
    "evaluation.also_answers": "{answers:count réponse|réponses}",
    "evaluation.also_read": "mot du ou de la stagiaire",
    "evaluation.also_completed": "déclarée complète",
    # Transfers and notes.
    "transfer.noted": "Transfert de {item:named} noté",
    "transfer.edited": "Transfert de {item:named} modifié",
    "transfer.done": "{item:named} transféré",
    "transfer.resumed": "{item:named} à transférer",
    "transfer.removed": "Transfert de {item:named} supprimé",
    "note.added": "Note ajoutée",
    # The work plan.
    "plan.deliverable_added": "Livrable {name:named} ajouté",
    "plan.deliverable_edited": "Livrable {name:named} modifié",
    "plan.deliverable_renamed": "Livrable {name:named} renommé en {to:named}",
    "plan.delivered": "Livrable {name:named} livré",
    "plan.accepted": "Livrable {name:named} accepté",
    "plan.deliverable_removed": "Livrable {name:named} supprimé",
    "plan.mandate": "Mandat modifié",
    "plan.period": "Plan de travail : {period:named} modifié",
    "plan.training": "Plan de travail : formation",
    "plan.next_steps": "Plan de travail : suite du projet",
    # The selection; no candidate is named, since these sentences outlive their names.
    "selection.offer": "Offre décrite",
    "selection.reopened": "Étapes de la sélection à refaire",
    "selection.added": "Candidature ajoutée",
    "selection.edited": "Candidature modifiée",
    "selection.removed": "Candidature retirée",
    "selection.ranked": "Rang d’une candidature modifié",
    "selection.open": "Candidature remise à décider",
    "selection.chosen": "Premier choix noté",
    "selection.runner_up": "Second choix noté",
    "selection.declined": "Candidature non retenue",
    "selection.gave_up": "Désistement noté, le {on:day}",
    "selection.succeeded": "Désistement du premier choix le {on:day} : le second choix le remplace",
    "programme.moved": "Programme : {before} → {after}",
    # What follows in Québec.
    "onsite.host_agreed": "Suite au Québec : votre organisation est d’accord, le {on:day}",
    "onsite.host_declined": "Suite au Québec : votre organisation ne le souhaite pas, le {on:day}",
    "onsite.intern_agreed": "Suite au Québec : le ou la stagiaire est d’accord, le {on:day}",
    "onsite.intern_declined": (
        "Suite au Québec : le ou la stagiaire ne le souhaite pas, le {on:day}"
    ),
    "onsite.planned": "Suite au Québec : dates ou gratification visées",
    "onsite.exemption": "Fiche IRCC : question préalable",
    "onsite.signs_in": "Portail d’IRCC : connexion",
    "onsite.answered": "Fiche IRCC : {field:named}",
    "onsite.cleared": "Fiche IRCC : {field:named} effacé",
    "onsite.identity_erased": "données d’identité effacées, des sauvegardes aussi",
    "onsite.identity_kept": "données d’identité gardées{reason:because}",
    "onsite.form_todo": "Portail d’IRCC : {form:named} pas commencé",
    "onsite.form_started": "Portail d’IRCC : {form:named} en cours",
    "onsite.form_done": "Portail d’IRCC : {form:named} terminé",
    "onsite.payment_started": "Portail d’IRCC : paiement commencé",
    "onsite.payment_active": "Portail d’IRCC : encore sur la page de paiement",
    "onsite.payment_cancelled": "Portail d’IRCC : paiement annulé",
    "onsite.paid": "Portail d’IRCC : frais payés le {on:day}",
    "onsite.offer": "Offre d’emploi {number} reçue le {on:day}",
    "onsite.offer_withdrawn": "Offre d’emploi retirée le {on:day}",
    "onsite.permit_asked": "Permis demandé le {on:day}",
    "onsite.permit_biometrics": "Permis : données biométriques données le {on:day}",
    "onsite.permit_accepted": "Permis accepté le {on:day}",
    "onsite.permit_refused": "Permis refusé le {on:day}",
    "onsite.permit_issued": "Permis remis le {on:day}",
    # The letter of recommendation.
    "letter.without": "Lettre : sans {sentence:named}",
    "letter.with": "Lettre : avec {sentence:named}",
    "letter.released": "Lettre de recommandation approuvée",
    "letter.draft_again": "Lettre de recommandation remise en brouillon",
    # Mon organisation.
    "organisation.changed": "Mon organisation : modifié",
}

PARTS: dict[str, str] = {
    "stage": "Stage",
    "course": "Changement de cours",
    "task": "Étapes",
    "meeting": "Rencontres",
    "access": "Accès",
    "evaluation": "Évaluations",
    "transfer": "Transferts",
    "plan": "Plan de travail",
    "letter": "Lettre",
    "convention": "Convention",
    "selection": "Sélection",
    "programme": "Programme",
    "onsite": "Suite au Québec",
    "note": "Notes",
    "calendar": "Agenda",
    "dossier": "Dossier",
    "organisation": "Mon organisation",
    "said": "Avant la mise à jour",
}
"""The words on screen for each part that a deed is about."""
