import type { GatePhrases } from './gate-phrases.fixture.ts'

/** What English-speaking customers write, one message a line. */
export const gatePhrasesEn: GatePhrases = {
  human: {
    yes: `
I want to speak to a human
can i talk to a real person
Could I please speak with someone from support?
let me talk to an agent
connect me with an operator
please connect me to a live agent
transfer me to a representative
Transfer this chat to your supervisor
I'd like to talk to your manager
I would like to speak with a supervisor please
Put me through to customer service
put me thru to a person please
Can someone call me back?
please have somebody call me
I need a human being, not a machine
I need to speak to somebody
get me a real human
Give me a person please
give me your manager
is there a human there?
Is there anyone real I can talk to
are there any humans here
Am I talking to a bot? I want a person
I don't want to talk to a robot
i dont want a bot
no more bots please
stop the bot and get me someone
enough of this chatbot
I'm tired of talking to a machine
I refuse to talk to AI
human
HUMAN!!!
agent please
representative
live person please
real person now
operator
speak to agent
talk to human
talk to a hooman
speek to a human
I want to speak to a humen
can i speak with a represenative
I want to talk to an oprator
talk to a persn please
let me speak to the manger
can I chat with a live agent
may I speak with a member of staff
I'd rather talk to a person
I would prefer to speak to a human
I prefer a human
Can a human help me with this?
can a real person look at this please
could an actual human answer me
I want someone from your team to contact me
Please escalate this to a manager
Escalate me to a senior advisor
Pass me to a colleague
hand me over to a human
could you forward me to a specialist
I need to talk with customer support
I need human assistance
human support please
I want human help
customer service representative please
`,
    no: `
Is it fit for human use?
The robot vacuum stopped working
Does the robot vacuum have a map?
Is the travel agent discount valid?
My manager bought it last week
I am the manager of a small cafe and need twelve lamps
Which mobile operator does the phone work with?
Is it locked to an operator?
A table for one person
How many people can sit on it
Can a person of 120 kg sit on it?
Is this human hair?
Is the human voice clear on these headphones?
The cleaning agent stained it
Does it support voice chat with friends?
Can I talk on the phone while it is charging?
Can I speak to the watch to set an alarm?
Do the earbuds let me talk hands free?
Is the battery the real capacity?
Someone told me it is waterproof
My wife's real estate agent recommended you
How does the AI camera mode work?
Does it have an AI assistant inside?
Is the chatbot toy available in blue?
I need a bottle
the machine makes a noise
Does it stop by itself, this robot?
I bought a robot mop and need new pads
Is there a live demo?
Does the speaker support the Human Touch app?
`,
  },
  legal: {
    yes: `
I will sue you
I'm going to sue your company
we will sue
I am suing you
my lawyer will contact you
My attorney has been informed
you will hear from my solicitor
You'll be hearing from our lawyers
I am consulting a lawyer
I've already spoken to a lawyer about this
I am contacting my lawyer tomorrow
I have hired an attorney
I'll take you to court
I am taking this to court
see you in court
We'll see each other in court
I'll see you in small claims court
this will end in court
I will take legal action
we are considering legal action
Legal proceedings will be started
I will start a lawsuit
a lawsuit is coming
I am filing a lawsuit
I'm filing a legal complaint
I will file a claim in court
I'll file a complaint with the authorities
class action against you
I will report you to the police
I am going to the police
I will call the police
I'm filing a police report
I have reported this to the police
reporting you to trading standards
I will contact Trading Standards
I'll complain to the ombudsman
the ombudsman will hear about this
I am going to consumer protection
I will complain to the consumer rights office
this breaches the Consumer Rights Act
You are breaking the law
this is illegal
What you do is against the law
This is a violation of my consumer rights
you violate consumer law
I know my rights and will use them in court
I'm contacting the Better Business Bureau
I'll report you to the BBB
I will report you to the FTC
I'll file a complaint with the FTC
I am going to report this to the regulator
I demand compensation or I go to court
pay damages or we meet in court
my legal team is ready
Our legal department will write to you
this is breach of contract
you are in breach of contract
I will press charges
I'm pressing charges for fraud
I will dispute this and sue
i'll sue u
gonna sue you guys
im calling my lawer
I will take leagal action
my lawyr will write you
`,
    no: `
My friend Sue liked it
Sue ordered it for me
Is there a basketball court set?
Do you deliver to Court Street 5?
Is the tennis court lamp waterproof?
I work for a lawyer, can I get an invoice?
Is it legal to take a power bank on a plane?
Is the legal size paper tray included?
Where are your terms and legal notice?
What are my rights when I return something?
Is the police scanner in stock?
Does the dash cam help with a police report?
I need it for a courtroom recording, is it loud?
Is there an action camera on sale?
Do you have the legal entity name for the invoice?
What law applies to the warranty?
My daughter studies law, does she get a student discount?
Is the charger certified by the authorities?
Do you have a consumer model of it?
What is the standard trading name of your shop?
How do I claim the warranty?
I want to claim my discount
Is the case for the Lawson phone available?
Can the judge's watch be engraved?
Do you take part in consumer tests?
Does the suite case fit?
Is the suit bag in stock?
How can I file my receipt online?
Is the charge included?
Is there a breach in the packaging film?
`,
  },
  urgent: {
    yes: `
This is urgent
URGENT!!!
it's very urgent please
I need this urgently
please answer urgently
need help asap
I need an answer asap
reply ASAP please
please respond immediately
I need help right now
fix this right now
Answer me immediately
help me now please it's an emergency
this is an emergency
it's a matter of life and death
The charger caught fire
my power bank is on fire
the phone exploded
the battery exploded in my hands
battery is swollen
the battery has swollen up
my power bank is swelling
there is smoke coming from the charger
It started smoking
the adapter is smoking
it's sparking
sparks come out of the plug
I got an electric shock from it
it gave me an electric shock
the cable shocked me
I burned my hand on the charger
it burned my fingers
it is burning hot and melting
the plug melted
the charger melted
it smells of burning
there's a burning smell
smells like burnt plastic
my son swallowed a button battery
my child swallowed the battery
the battery is leaking acid
Battery leaking everywhere
somebody is using my card right now
someone hacked my account
my account has been hacked
my account was hacked, help
there are payments I did not make
I did not authorise this payment
unauthorised charge on my card
somebody emptied my account
I fly in two hours and it's not working
my flight leaves in 3 hours and I need an answer
I need it within the hour
please hurry up, I'm in a hurry
please hurry
time is running out, answer quickly
I can't wait any longer, answer now
quickly please, it can't wait
this can't wait
urgnt help needed
its urgant
need help imediately
please answer right away
I need you to reply at once
stop my order immediately
cancel my order right now before it ships
`,
    no: `
Do you offer urgent delivery?
Is urgent shipping possible?
How much is express delivery?
Does it work with Fire TV?
Is the Fire TV stick in stock?
Is the smoke detector in stock?
Does the fireplace lamp get warm?
Is it fireproof?
Do you have a fire extinguisher?
The charger gets slightly warm, is it normal?
How long does the battery last?
Does the emergency radio have a torch?
Is there an emergency call button on the watch?
Do you have spark plugs?
Is the case shock proof?
Is it shock resistant?
Does it come with a hot shoe?
Which colour is called burnt orange?
Is the smoky grey one available?
When will it be available again?
Do I have to decide right now or does the sale last?
Is it in stock right now?
What is on sale right now?
I am right now in your shop, where is the till?
How quickly do you deliver?
How fast is the quick charge?
When do you answer emails?
Is there a blast speaker?
Can I pay at once?
No hurry, answer when you can
There is no rush
It is not urgent
It's not urgent at all, just asking
`,
  },
  negative: {
    yes: `
This is awful
your service is terrible
worst shop ever
the worst experience of my life
horrible quality
This is ridiculous
totally unacceptable
that is disgusting
what a disgrace
appalling support
This is a scam
you are scammers
it's fraud
useless support
I am angry
I'm furious
I am fed up with this
pathetic
what a rip-off
wtf is this
this is bullshit
what a load of crap
I hate this shop
I'm very disappointed
so disappointing
incompetent people
outrageous
you are a joke of a company
I'm sick of waiting
what a waste of money
waste of time
I will never buy here again
never again
I'm not happy with it
I am unhappy with the service
I want to make a complaint
I want to complain
you lied to me
liars
you stole my money
your staff was rude
this sucks
your service sucks
it is garbage
total rubbish
complete trash
I am so annoyed
this is annoying
I'm frustrated
really frustrating
I am upset
this is a joke
are you kidding me
are you serious?! third time broken
shame on you
I feel cheated
you cheated me
I was deceived
You ripped me off
dreadful service
atrocious
nobody answers me for a week, shameful
I regret buying this
I'm losing my patience
my patience is over
I have had enough
this is insulting
terible service
horible quality
dissapointed with the product
unaceptable
`,
    no: `
How much is it?
Is it good for running?
It is not bad
Not bad at all, thanks
I love it
I am happy with it
Works great, thank you
Is there a joke book for kids?
Do you sell rubbish bins?
Is the trash can in stock?
Do you have garbage bags?
Does the vacuum suck up water?
How strong is the suction?
Which one is worse for calls, A or B?
Do you have an Angry Birds case?
Is this film Fast and Furious included?
Is the rage mode on the gaming mouse?
What happens if I never used it?
I have never bought from you before, is it safe?
Is the water waste bottle included?
How do I leave feedback?
Is the lamp too bright for a bedroom?
No complaints so far
I have no complaints
Can I upset the order of the songs?
My mouse clicks too loud, is there a quiet one?
Do you have hate-free chat filters?
The box is slightly dented, is it still fine?
Is crepe paper in stock?
Is it serious mountain gear?
`,
  },
  ordinary: `
Hello
Good morning
How much is the lamp?
Is the blue one in stock?
When will my parcel come?
Where is my order 4711?
Do you deliver to Finland?
How long does delivery take?
Can I return opened headphones?
How do I get a refund?
Do you have a student discount?
My promo code does not work
Can I pay in instalments?
What are your opening hours?
Where is your shop?
Does it have noise cancelling?
Which charger do I need for my laptop?
Can I change the delivery address?
I would like to cancel my order
The screen has a scratch, can I exchange it?
Is the warranty two years?
Thanks a lot
ok
Can I collect it in the shop?
I need an invoice for my company
Can I connect it to two devices?
How do I clean the headphones?
My code is 5521
yes please
What is the difference between the two models?
The parcel arrived, thank you
`,
}
