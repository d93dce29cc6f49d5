"""How a second language shows in writing: words of the first one, articles that language does not have.

Nothing here is meant to amuse: these are the ordinary traces of people who write clearly in a language they
learned later, and a classifier trained mostly on others' words does worse on theirs.
"""

import re

from .engine import Dice

# English word → what the same writer may put instead.
BORROWED = {
    "es": {
        "payment": ["pago", "pagamento", "cuota"],
        "payments": ["pagos", "cuotas"],
        "paid": ["payed", "pagué"],
        "card": ["tarjeta", "carta"],
        "account": ["cuenta", "count"],
        "password": ["contraseña", "clave"],
        "transfer": ["transferencia", "giro"],
        "fee": ["comisión", "cargo"],
        "loan": ["prestamo", "crédito"],
        "address": ["dirección", "domicilio"],
        "bill": ["factura", "recibo"],
        "check": ["cheque"],
        "money": ["dinero"],
        "phone": ["celular", "telefono"],
        "code": ["código"],
        "charged": ["cobrado", "discounted"],
        "charge": ["cobro", "cargo"],
        "rate": ["tasa"],
        "app": ["aplicación"],
        "and": ["and", "y"],
        "because": ["porque"],
        "statement": ["extracto"],
        "deposit": ["depósito"],
        "sent": ["mandé", "sended"],
        "declined": ["rechazada"],
        "savings": ["ahorros"],
        "name": ["nombre"],
        "number": ["número"],
        "title": ["titulo"],
        "month": ["mes"],
        "autopay": ["pago automático", "automatic pay"],
        "street": ["calle"],
        "mail": ["correo"],
        "letter": ["carta"],
    },
    "de": {
        "payment": ["Zahlung", "Rate"],
        "payments": ["Zahlungen", "Raten"],
        "card": ["Karte"],
        "account": ["Konto"],
        "password": ["Passwort", "Kennwort"],
        "transfer": ["Überweisung"],
        "fee": ["Gebühr"],
        "loan": ["Kredit", "Darlehen"],
        "address": ["Adresse", "Anschrift"],
        "bill": ["Rechnung"],
        "check": ["Scheck", "cheque"],
        "money": ["Geld"],
        "phone": ["Handy"],
        "code": ["Kode"],
        "charged": ["abgebucht", "belastet"],
        "rate": ["Zinssatz"],
        "app": ["App"],
        "and": ["and", "und"],
        "statement": ["Auszug"],
        "deposit": ["Einzahlung"],
        "sent": ["geschickt", "sended"],
        "declined": ["abgelehnt"],
        "savings": ["Sparbuch", "Sparkonto"],
        "name": ["Name"],
        "number": ["Nummer"],
        "month": ["Monat"],
        "autopay": ["Lastschrift", "Dauerauftrag"],
        "mail": ["Post"],
        "letter": ["Brief"],
        "until": ["bis"],
        "title": ["Fahrzeugbrief"],
        "locked": ["gesperrt"],
        "paid": ["bezahlt", "payed"],
    },
    "other": {
        "payment": ["paiment", "paying"],
        "payments": ["payment"],
        "card": ["carte", "kard"],
        "account": ["compte", "acount"],
        "password": ["mot de passe", "pass word"],
        "transfer": ["virement", "send"],
        "fee": ["frais", "taxe"],
        "loan": ["credit", "pret"],
        "address": ["adresse", "home place"],
        "bill": ["facture"],
        "check": ["cheque"],
        "declined": ["refuse", "not pass"],
        "charged": ["take", "cut"],
        "phone": ["mobile"],
        "deposit": ["put money"],
        "statement": ["paper of account"],
        "sent": ["send"],
        "paid": ["pay", "payed"],
        "received": ["receive"],
        "moved": ["change house"],
        "owe": ["must"],
        "autopay": ["automatic"],
        "savings": ["saving"],
        "refund": ["give back"],
        "locked": ["lock", "close"],
    },
}
_DOUBLE = re.compile(r"([bcdfglmnprst])\1")
_TOKEN = re.compile(r"[A-Za-z']+")


def by_ear(word: str, tongue: str) -> str:
    """The word as the first language would spell it: single letters for double ones, -cion, f for ph."""
    word = _DOUBLE.sub(r"\1", word)
    if tongue == "es":
        return word.replace("tion", "cion").replace("ph", "f").replace("ym", "im")
    if tongue == "de":
        return word.replace("ck", "k").replace("sh", "sch").replace("ym", "ihm")
    return word.replace("ay", "ai").replace("ck", "k").replace("ie", "i")


def accent(text: str, tongue: str, strength: float, ear: float, dice: Dice) -> str:
    """The text as a second-language writer puts it.

    strength: share of the words in `BORROWED` that are borrowed; ear: share of longer words spelled by ear;
    some articles and auxiliaries are left out.
    """
    words = BORROWED[tongue]
    drop = {"es": 0.05, "de": 0.05, "other": 0.55}[tongue]

    def one(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        if low in ("the", "a", "an"):
            return "" if dice.chance(drop) else word
        if low in ("is", "are", "was", "has", "have", "did"):
            return "" if tongue == "other" and dice.chance(0.25) else word
        if low in words and dice.chance(strength):
            return dice.pick(words[low])
        return by_ear(word, tongue) if len(word) > 3 and dice.chance(ear) else word

    return re.sub(r"\s+([.,!?;:])", r"\1", " ".join(_TOKEN.sub(one, text).split()))
