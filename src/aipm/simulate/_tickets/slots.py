"""What fills the slots of a fragment: sums, days, shops, names. One case keeps its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from .engine import Dice

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
STORES = [
    "Brightwater Market",
    "Dolan Hardware",
    "Cedar & Co",
    "Oakline Pharmacy",
    "the gas station on Route 9",
    "Pinto's Tacos",
    "Harbor Vet",
    "Kettle Street Books",
    "Northgate Tire",
    "GreenFork",
    "Blue Heron Diner",
    "the parking garage downtown",
    "Sable Shoes",
    "Fairway Grocery",
    "Pawsitive Pets",
    "a hotel in Reno",
    "the campground",
    "Union Ice Rink",
    "Marlow Furniture",
    "a taxi in Chicago",
    "the airport",
    "Nail Bar 22",
    "the farm stand",
    "Quill Office Supply",
    "Wheelhouse Bikes",
    "the hospital cafeteria",
    "Pike Street Coffee",
    "the laundromat",
]
BILLERS = [
    "Tidewater Electric",
    "the gas company",
    "Lumen Wireless",
    "Crestline Internet",
    "my landlord",
    "the HOA",
    "the daycare",
    "the water company",
    "Ridgeway Insurance",
    "Millrace Gym",
    "StreamNest",
    "the kids' swim club",
    "Dr. Patel's office",
    "the county",
    "QuickMow",
    "my storage unit",
    "the student loan people",
    "Halden Dental",
    "the phone company",
    "the orthodontist",
    "the trash service",
    "Birchwood Apartments",
]
NAMES = [
    "Maria Tran",
    "Dale Whitcomb",
    "J. Okafor",
    "Priya N.",
    "Linda Kowalski",
    "Tom Breuer",
    "Sam",
    "Ana Lucía Reyes",
    "Marcus Bell",
    "Hannah",
    "Robert Ostrowski",
    "D. Fournier",
    "Kim Duong",
    "Pat Sullivan",
    "Yusuf A.",
    "Greta Lindqvist",
    "Rosa M.",
    "Carl",
    "Theresa Boyle",
    "Andre Jackson",
    "Mei Chen",
    "Bill H.",
    "Katja Vogel",
    "Jorge",
    "Ellen McRae",
    "T. Abara",
    "Nina Petrova",
    "Walt",
    "Denise Carver",
    "Omar Haddad",
]
FIRST = [
    "Dale",
    "Maria",
    "Tom",
    "Priya",
    "Hank",
    "Rosa",
    "Walt",
    "Denise",
    "Omar",
    "Ellen",
    "Nina",
    "Jorge",
    "Katja",
    "Carl",
    "Theresa",
    "Andre",
    "Mei",
    "Bill",
    "Greta",
    "Yusuf",
    "Kim",
    "Pat",
    "Linda",
    "Marcus",
    "Hannah",
    "Robert",
    "Ana",
    "Sam",
    "Joyce",
    "Luis",
    "Tanya",
    "Craig",
    "Irene",
    "Dmitri",
    "Fatima",
    "Gail",
    "Hugo",
    "Beth",
    "Ravi",
    "Sonja",
]
LAST = [
    "Whitcomb",
    "Tran",
    "Breuer",
    "Nair",
    "Ostrowski",
    "Reyes",
    "Bell",
    "Kowalski",
    "Okafor",
    "Duong",
    "Sullivan",
    "Abara",
    "Lindqvist",
    "Moreno",
    "Boyle",
    "Jackson",
    "Chen",
    "Hartley",
    "Vogel",
    "McRae",
    "Petrova",
    "Carver",
    "Haddad",
    "Fournier",
    "Ruiz",
    "Stone",
    "Banerjee",
    "Keller",
    "Novak",
    "Ortiz",
    "Pruitt",
    "Quinn",
    "Rowe",
    "Schmidt",
    "Tully",
    "Underhill",
    "Vance",
    "Weiss",
    "Yates",
    "Zielinski",
    "Amaro",
    "Birch",
    "Castillo",
    "Dufour",
    "Engel",
    "Farris",
    "Gomez",
    "Holt",
    "Ibarra",
    "Jansen",
]
PEOPLE = [
    "my husband",
    "my wife",
    "my daughter",
    "my son",
    "my mom",
    "my dad",
    "my sister",
    "my brother",
    "my roommate",
    "my partner",
    "my ex",
    "my mother-in-law",
]
TOWNS = [
    "Elm Street",
    "Route 9",
    "Harborview",
    "Northgate",
    "Mill Pond",
    "Downtown",
    "Ramstein",
    "Fairmont",
    "Lakeside",
    "Airport Road",
]
STREETS = [
    "418 Alder Ct",
    "77 Prospect Ave, Apt 3B",
    "2210 Quarry Road",
    "9 Lindenstrasse",
    "1502 W. Fulton",
    "64 Birch Hollow",
    "PO Box 381",
    "330 Canal St unit 12",
    "5 Meeting House Ln",
    "1189 County Rd 20",
    "27 Sycamore Terrace",
    "806 Kingfisher Dr",
]
NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


class Case:
    """One member's one matter: what its messages have in common."""

    def __init__(self, dice: Dice, day: datetime, new_names: float, me: str) -> None:
        self.dice, self.day, self.new_names = dice, day, new_names
        self.kept: dict[str, str] = {"me": me}

    def fill(self, slot: str) -> str:
        """The slot's words; the same each time within a case, unless the slot ends in ``*``."""
        fresh = slot.endswith("*")
        name = slot.rstrip("*")
        if fresh or name not in self.kept:
            words = getattr(self, "_" + name)()
            if fresh:
                while words == self.kept.get(name):
                    words = getattr(self, "_" + name)()
                return words
            self.kept[name] = words
        return self.kept[name]

    # sums
    def _money(self, low: int, high: int) -> str:
        d = self.dice
        whole = d.between(low, high)
        form = d.below(7)
        if form <= 1:
            return f"${whole:,}"
        if form <= 3:
            return f"${whole:,}.{d.between(0, 99):02d}"
        if form == 4:
            return f"{whole}.{d.between(0, 99):02d}"
        if form == 5:
            return f"{whole} dollars"
        return f"${whole}"

    def _amount(self) -> str:
        return self._money(18, 640)

    def _small(self) -> str:
        return self._money(3, 36)

    def _rent(self) -> str:
        return self._money(640, 2400)

    def _big(self) -> str:
        return (
            f"${self.dice.between(3, 42) * 500:,}"
            if self.dice.chance(0.6)
            else f"{self.dice.between(4, 38)}k"
        )

    def _rate(self) -> str:
        return f"{self.dice.between(4, 11)}.{self.dice.pick(('25', '49', '5', '75', '9', '99', '1'))}"

    # days
    def _say(self, day: datetime) -> str:
        d = self.dice
        month = MONTHS[day.month - 1]
        form = d.below(5)
        if form == 0:
            return f"{month} {day.day}"
        if form == 1:
            return f"{day.month}/{day.day}"
        if form == 2:
            return f"the {day.day}{_ending(day.day)}"
        if form == 3:
            return f"{month[:3]} {day.day}{_ending(day.day)}"
        return f"{day.day} {month}" if d.chance(0.3) else f"{month} {day.day}{_ending(day.day)}"

    def _past(self) -> str:
        return self._say(self.day - timedelta(days=self.dice.between(1, 16)))

    def _soon(self) -> str:
        return self._say(self.day + timedelta(days=self.dice.between(1, 14)))

    def _weekday(self) -> str:
        return self.dice.pick(WEEKDAYS)

    def _month(self) -> str:
        return MONTHS[self.day.month - 1]

    def _lastmonth(self) -> str:
        return MONTHS[(self.day - timedelta(days=32)).month - 1]

    def _nextmonth(self) -> str:
        return MONTHS[(self.day + timedelta(days=29)).month - 1]

    def _days(self) -> str:
        d = self.dice
        number = d.pick(NUMBERS) if d.chance(0.5) else str(d.between(2, 12))
        return d.pick(
            (f"{number} days", f"{number} days", "a week", "over a week", "two weeks", "10 business days")
        )

    def _time(self) -> str:
        d = self.dice
        return d.pick(
            (f"{d.between(1, 11)}:{d.between(0, 59):02d}", f"{d.between(1, 11)} {d.pick(('am', 'pm'))}")
        )

    # people, places, things
    def _store(self) -> str:
        return self.dice.pick(STORES)

    def _biller(self) -> str:
        return self.dice.pick(BILLERS)

    def _name(self) -> str:
        return self.dice.pick(NAMES)

    def _person(self) -> str:
        return self.dice.pick(PEOPLE)

    def _town(self) -> str:
        return self.dice.pick(TOWNS)

    def _street(self) -> str:
        return self.dice.pick(STREETS)

    def _digits(self) -> str:
        return f"{self.dice.between(0, 9999):04d}"

    def _ref(self) -> str:
        d = self.dice
        return d.pick(
            (f"LC-{d.between(20000, 99999)}", f"{d.between(200000, 999999)}", f"#{d.between(20000, 99999)}")
        )

    def _yy(self) -> str:
        return f"{self.dice.between(1, 24):02d}"

    def _it(self) -> str:
        """Something only this case has: a sum, a name, a street, said before; else the member's name."""
        said = [
            self.kept[k]
            for k in ("amount", "small", "rent", "big", "digits", "street", "name")
            if k in self.kept
        ]
        return self.dice.pick(said) if said else self.kept["me"]

    def _n(self) -> str:
        return self.dice.pick(NUMBERS[:5])

    # names the credit union changed in month 5
    def _app(self) -> str:
        if self.dice.chance(self.new_names):
            return self.dice.pick(("Meadow", "the Meadow app", "Meadow"))
        return self.dice.pick(
            ("the app", "the app", "the mobile app", "Larkspur Mobile", "your app", "online banking")
        )


def _ending(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
