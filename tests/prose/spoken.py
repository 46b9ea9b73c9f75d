"""A tiny rulebook with its own words in every language, and three decisions under it."""

from functools import cache
from pathlib import Path

import continuum as ct
from continuum.prose import Speaker
from continuum.prose.po import Message

PLACE = Path(__file__).parents[1] / "specimens" / "spoken"

heard = ct.Flag("heard", title="the person was heard", recorded_by=("warden",))
ground = ct.Choice("ground", options=("own_wish", "court_order"), of="request", title="ground")
arrival = ct.Day("arrival", title="day of arrival", moves="fixed", recorded_by=("warden",))
visits = ct.Number("visits", title="visits", unit="visits", high=99, recorded_by=("warden",))

# English, Dutch, German, French, Danish.
WORDS = {
    ("book", "the house"): ("het huis", "das Haus", "la maison", "huset"),
    ("role", "warden"): ("beheerder", "Hausleitung", "gardien", "vært"),
    ("role", "system"): ("systeem", "System", "système", "system"),
    ("role", "judge"): ("rechter", "Gericht", "juge", "dommer"),
    ("region", "stay in the house"): (
        "verblijf in het huis",
        "Aufenthalt im Haus",
        "séjour dans la maison",
        "ophold i huset",
    ),
    ("state", "inside"): ("binnen", "drinnen", "à l’intérieur", "indenfor"),
    ("state", "outside"): ("buiten", "draußen", "à l’extérieur", "udenfor"),
    ("event", "leaves the house"): (
        "verlaat het huis",
        "verlässt das Haus",
        "quitte la maison",
        "forlader huset",
    ),
    ("fact", "the person was heard"): (
        "de persoon is gehoord",
        "die Person wurde angehört",
        "la personne a été entendue",
        "personen er hørt",
    ),
    ("fact", "ground"): ("reden", "Grund", "motif", "grund"),
    ("fact", "day of arrival"): ("dag van aankomst", "Ankunftstag", "jour d’arrivée", "ankomstdag"),
    ("fact", "visits"): ("bezoeken", "Besuche", "visites", "besøg"),
    ("option", "own wish"): ("eigen wens", "eigener Wunsch", "souhait personnel", "eget ønske"),
    ("option", "court order"): (
        "rechterlijk bevel",
        "gerichtliche Anordnung",
        "décision du juge",
        "retskendelse",
    ),
    ("rule", "Nobody leaves before fourteen days and one visit."): (
        "Niemand vertrekt vóór veertien dagen en één bezoek.",
        "Niemand geht vor vierzehn Tagen und einem Besuch.",
        "Personne ne part avant quatorze jours et une visite.",
        "Ingen tager af sted før fjorten dage og ét besøg.",
    ),
    ("remedy", "Wait for the day, and have a visit."): (
        "Wacht op de dag, en ontvang een bezoek.",
        "Warten Sie auf den Tag, und empfangen Sie einen Besuch.",
        "Attendez le jour, et recevez une visite.",
        "Vent til dagen, og få et besøg.",
    ),
    ("rule", "The person is heard afterwards."): (
        "De persoon wordt daarna gehoord.",
        "Die Person wird danach angehört.",
        "La personne est entendue ensuite.",
        "Personen høres bagefter.",
    ),
    ("remedy", "Hear the person."): (
        "Hoor de persoon.",
        "Die Person anhören.",
        "Entendre la personne.",
        "Hør personen.",
    ),
    ("duty", "hear the person"): (
        "hoor de persoon",
        "die Person anhören",
        "entendre la personne",
        "hør personen",
    ),
    ("rule", "Leaving by court order alone is unusual."): (
        "Alleen op rechterlijk bevel vertrekken is ongewoon.",
        "Nur auf gerichtliche Anordnung zu gehen ist ungewöhnlich.",
        "Partir sur seule décision du juge est inhabituel.",
        "At tage af sted alene efter retskendelse er usædvanligt.",
    ),
    ("remedy", "Ask the person."): (
        "Vraag het de persoon.",
        "Die Person fragen.",
        "Demander à la personne.",
        "Spørg personen.",
    ),
    ("unit", "visit"): (
        ("bezoek", "bezoeken"),
        ("Besuch", "Besuche"),
        ("visite", "visites"),
        ("besøg", "besøg"),
    ),
}


@cache
def house():
    """A house that one leaves."""
    return ct.Rulebook(
        "house",
        "1",
        title="the house",
        as_of="2026-11-23",
        lead="warden",
        roles=(ct.Role("warden"), ct.Role("judge"), ct.Role("system")),
        facts=(heard, arrival, visits),
        regions=(
            ct.Region(
                "stay", (ct.State("inside"), ct.State("outside")), "inside", "stay in the house"
            ),
        ),
        events=(
            ct.Event(
                "left",
                title="leaves the house",
                decided_by="warden",
                asks=(ground,),
                sources="GK: house rule 1",
            ),
        ),
        transitions=(ct.Transition("left", "stay", "inside", "outside", sources="GK"),),
        rules=(
            ct.Rule(
                "GR-1",
                "Nobody leaves before fourteen days and one visit.",
                "Wait for the day, and have a visit.",
                guard=(arrival + ct.days(14)).reached() & visits.at_least(1),
                governs=ct.Governs("left"),
                sources="SEED:S1",
            ),
            ct.Rule(
                "GR-2",
                "The person is heard afterwards.",
                "Hear the person.",
                guard=heard,
                governs=ct.Governs("left"),
                then="owes",
                duty=ct.DutyForm("hear the person", "warden", arrival + ct.days(30)),
                sources="GK",
            ),
            ct.Rule(
                "GR-3",
                "Leaving by court order alone is unusual.",
                "Ask the person.",
                guard=~ground.is_in("court_order"),
                governs=ct.Governs("left"),
                then="warns",
                sources="ASSUMPTION: unusual",
            ),
        ),
        references=(ct.Reference("S1", "House Rules", "https://house.example/rules"),),
    )


def speaker(language):
    """A speaker who has this rulebook's own words."""
    place = ("nl", "de", "fr", "da").index(language) if language != "en" else None
    if place is None:
        return Speaker("en")
    own = [
        Message(text, kind, said=said[place] if isinstance(said[place], tuple) else (said[place],))
        for (kind, text), said in WORDS.items()
    ]
    return Speaker(language, more=own)


WARDEN = ct.Actor("warden", "W-1")


def decisions():
    """One refused, one allowed, one undetermined."""
    short = opened(arrival="2024-03-01", visits=0)
    long = opened(arrival="2024-02-01", visits=2)
    return {
        "refused": short.ask("left", on="2024-03-10", by=ct.Actor("judge", "J-1"), remedy="court"),
        "allowed": long.ask("left", on="2024-03-01", by=WARDEN, ground="court_order"),
        "undetermined": opened(arrival="2024-02-01").ask("left", on="2024-03-02", by=WARDEN),
    }


def opened(**facts):
    """Open a case in the house."""
    return ct.Case.open(house(), on="2024-01-01", case_id="P-H-1", facts=facts)
