# ruff: noqa: E501 (prose: one fragment a line, never broken)
"""Scam: the member reports one, or describes one without knowing it."""

SAY = [
    "A man from your fraud department [called|rang] and I read him the code. Now I'm not sure it was you.",
    "[Someone|A lady] told me to buy gift cards to pay [a fine|the IRS|back taxes], I bought {n}. [She stayed on the phone the whole time.|]",
    "I got a text that my account is locked with a link, I put my password in[ and then it went blank|].",
    "{person} met somebody online and wants to wire {big} to a place overseas. [They've never met.|Please don't let it go out.|]",
    "They sent me a check for {big} for the couch and want me to send part of it back.",
    "He said he was from Larkspur and that I should move my money to a safe account. I moved {big}.",
    "Is {digits} a number of yours? They knew my name and the last four and asked for the text.",
    "I was selling my bike and the buyer needed 'verification', I gave him the six digits you sent.",
    "A pop up said my computer had a virus, I called and they had me open {app} while they watched.",
    "A recruiter hired me without an interview, sent a check, and now wants {amount} for equipment.",
    "My grandson called crying, needs {big} for bail, told me not to tell anybody. Is there a way to send it today?",
    "Did you send me an e-mail about a refund of {amount}? It wants my card and PIN.",
    "I paid a deposit of {rent} for an apartment and the man's number is dead and the address is a field.",
    "The utility man said they cut power in 30 minutes unless I pay by {store} gift card. I paid. The power was never going to be cut.",
    "I think I did something stupid. I let a person from support onto my phone and {amount} is gone.",
    "A friend messaged that she's stuck abroad and needs {amount}. I sent it. She's at home.",
    "Somebody on the phone has me at the {town} branch right now taking out {big} and says not to tell the teller why.",
    "He wants me to open another account here in my name to receive money for his company. Easy {amount} a week.",
    "I invested {big} on a site a man I met showed me. Now to get it out I have to pay a fee first.",
    "Prize, I won, they need {small} for shipping and my account number. Is this legit?",
    "You called me twice today about a charge at {store} and wanted the code before you'd stop it. Why would you need that?",
    "My mother keeps sending Zelle to a 'doctor' in the army. {n} times since {lastmonth}.",
    "I scanned the QR on the parking meter, paid {small}, and now there's {amount} a day going.",
    "A voice exactly like {person}'s asked for {amount} by Zelle.",
]
TOPIC = [
    "Question.",
    "About a call:",
    "Is this you?",
    "re a message I got,",
    "Possible fraud.",
    "My account...",
    "account",
    "URGENT.",
]
MORE = [
    "The number looked like yours.",
    "They knew my name and the last four.",
    "He's still calling.",
    "I feel so stupid.",
    "She was very nice.",
    "It happened {past}.",
]
ASK = [
    "Is that really you?",
    "Can you stop it?",
    "What do I do now?",
    "Is my money safe?",
    "Should I have done that?",
    "Can I get it back?",
]
BRIEF = [
    "did you just call me",
    "is this text from you",
    "i gave out my code",
    "was that really larkspur on the phone",
    "they want gift cards",
]
LATE = [
    "Somebody from Meadow security called and had me share my screen.",
    "It was my grandson's voice asking for a Skylark of {amount}.",
    "A text about my member check with a link, I filled it all in, now I wonder.",
    "The Heather activation line asked for my PIN and the whole number. Was that you?",
]
AGAIN = [
    "He called again from another number.",
    "Another {amount} is gone.",
    "I changed everything like you said.",
    "They wrote again, now as the police.",
]
SECOND = [
    "A person called and said is from the bank, I gave the code, now I have fear.",
    "They said I won and I must to send {amount} before.",
    "A man says I owe to the immigration and must pay with cards of gift, is true?",
    "I clicked in the message and wrote my key, it was not your page.",
    "In internet I bought a {store} thing and they want that I pay outside, I did.",
]
FOREIGN = {
    "es": [
        "Me llamaron del banco y les di el código, ¿eran ustedes?",
        "Me llegó un mensaje con un enlace y puse mi contraseña.",
    ],
    "de": [
        "Jemand hat angerufen und ich habe ihm den Code gegeben.",
        "Ist die SMS mit dem Link wirklich von Ihnen?",
    ],
}
