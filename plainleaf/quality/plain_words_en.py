"""Hard words and what to write instead, English: `word: plain words`, one entry a line.

Forms are made from the word; `a, b: c` has two spellings. Chosen after what the NHS A to Z of health writing, the
CDC's Everyday Words for Public Health Communication and plainlanguage.gov have in common. Left out is what is plain
to one half of the readers (vomiting, insomnia, diagnosis) or has an everyday meaning, too (attempt, positive).
"""

VERBS = """
abate: ease
accelerate: speed up
accompany: go with
administer: give
alleviate: ease
ambulate: walk
ameliorate: ease
anticipate: expect
ascertain: find out
aspirate: breathe in
assist: help
attenuate: weaken
augment: add to
cease: stop
commence: start
comprehend: understand
defecate: poo
desist: stop
deteriorate: get worse
diminish: get less
disclose: tell
discontinue: stop
disseminate: spread
elevate: raise
elucidate: explain
endeavor, endeavour: try
eradicate: get rid of
exacerbate: make worse
excise: cut out
expectorate: cough up
expedite: speed up
facilitate: help
immunize, immunise: vaccinate
ingest: swallow
inhibit: slow or stop
initiate: start
lactate: make milk
micturate: pee
mitigate: lessen
necessitate: need
obtain: get
palpate: feel
perspire: sweat
possess: have
preclude: rule out
procure: get
purchase: buy
regurgitate: bring up
remunerate: pay
reside: live
resect: cut out
solicit: ask for
terminate: end
titrate: adjust step by step
transmit: pass on
utilize, utilise: use
verify: check
"""
NOUNS = """
abrasion: graze
adverse effect: unwanted effect
adverse event: unwanted effect
adverse reaction: unwanted effect
analgesic: painkiller
anesthesiologist, anaesthesiologist: doctor who gives anesthetics
anticoagulant: blood thinner
antipyretic: medicine for fever
anxiolytic: medicine for anxiety
arrhythmia: uneven heartbeat
beverage: drink
carcinoma: cancer
cephalalgia: headache
cerebrovascular accident: stroke
cessation: stopping
clinician: doctor or nurse
comorbidity: other illness
contraindication: reason not to take it
contusion: bruise
defecation: bowel movement
detriment: harm
determinant: cause
dyspepsia: indigestion
dysphagia: trouble swallowing
dyspnea, dyspnoea: shortness of breath
edema, oedema: swelling
embolism: blocked blood vessel
emesis: vomiting
epistaxis: nosebleed
erythema: redness
etiology, aetiology: cause
exacerbation: flare-up
excision: cutting out
feces, faeces: stool (poo)
flatulence: wind (gas)
gestation: pregnancy
hematoma, haematoma: bruise
hemorrhage, haemorrhage: bleeding
hyperglycemia, hyperglycaemia: high blood sugar
hyperlipidemia, hyperlipidaemia: high blood fats
hypertension: high blood pressure
hypoglycemia, hypoglycaemia: low blood sugar
hypotension: low blood pressure
hypoxia: too little oxygen
inception: start
ingestion: swallowing
ischemia, ischaemia: too little blood flow
laceration: cut
lavage: washing out
lesion: sore
malaise: feeling unwell
malignancy: cancer
medication: medicine
methodology: method
modality: kind of treatment
morbidity: illness
mortality: deaths
myalgia: muscle pain
myocardial infarction: heart attack
necrosis: death of tissue
neoplasm: growth
nephropathy: kidney disease
neuropathy: nerve damage
occlusion: blockage
palpitation: noticeable heartbeat
paresthesia, paraesthesia: pins and needles
pathogen: germ
pathogenesis: how it starts
pathophysiology: what goes wrong in the body
pharyngitis: sore throat
physician: doctor
polypharmacy: taking many medicines
practitioner: doctor or nurse
prognosis: outlook
prophylaxis: prevention
pruritus: itching
psychopathology: mental illness
pyrexia: fever
rationale: reason
recurrence: coming back
regimen: plan
rhinitis: runny nose
satiety: feeling full
sequela: after-effect
suicidal ideation: thoughts of suicide
suicidality: thoughts of suicide
susceptibility: how easily you get it
syncope: fainting
tachycardia: fast heartbeat
bradycardia: slow heartbeat
thrombosis: blood clot
thrombus: blood clot
titration: change of dose step by step
"""
OTHERS = """
a majority of: most
abdominal: belly
accordingly: so
additional: more
additionally: also
adequate: enough
adjacent to: next to
adversely: badly
amongst: among
anterior: front
approximately: about
at the present time: now
at this point in time: now
asymptomatic: without symptoms
bilateral: on both sides
cardiac: heart
cognisant of, cognizant of: aware of
comorbid: also ill with
concomitant: at the same time
concurrently: at the same time
consequently: so
contraindicated: not safe for you
cutaneous: skin
deleterious: harmful
detrimental: harmful
despite the fact that: although
distal: far end
due to the fact that: because
efficacious: that works
efficacy: how well it works
excessively: too much
febrile: with fever
for the purpose of: to
forthwith: at once
furthermore: also
gastric: stomach
heretofore: until now
hepatic: liver
iatrogenic: caused by treatment
idiopathic: of unknown cause
in accordance with: by
in close proximity to: near
in conjunction with: with
in excess of: more than
in lieu of: instead of
in order to: to
in the absence of: without
in the event of: if there is
in the event that: if
in the majority of cases: mostly
in the vicinity of: near
inasmuch as: because
infrequently: not often
intramuscular: into a muscle
intramuscularly: into a muscle
intravenous: into a vein
intravenously: into a vein
malignant: cancerous
moreover: also
nevertheless: but
nocturnal: at night
nonetheless: but
nosocomial: caught in hospital
notwithstanding: despite
numerous: many
on a daily basis: every day
on a regular basis: regularly
optimal: best
optimum: best
orally: by mouth
pediatric, paediatric: for children
per annum: a year
per rectum: into the back passage
pertaining to: about
posterior: back
postoperative, post-operative: after surgery
postprandial: after meals
predominantly: mainly
preoperative, pre-operative: before surgery
previous to: before
prior to: before
prophylactic: preventive
prophylactically: to prevent it
psychotropic: for mental health
pulmonary: lung
pursuant to: under
refractory: that treatment does not help
renal: kidney
respiratory: breathing
subcutaneous: under the skin
subcutaneously: under the skin
sublingual: under the tongue
sublingually: under the tongue
subsequent: later
subsequent to: after
subsequently: later
sufficient: enough
sufficiently: enough
susceptible to: likely to get
symptomatology: symptoms
thereafter: after that
therein: in it
topically: on the skin
unilateral: on one side
until such time as: until
with reference to: about
with regard to: about
with respect to: about
with the exception of: except
"""
# Set names, in which a hard word has to stand.
NAMES = """
cardiac arrest
gastric bypass
gastric band
mortality rate
pulmonary rehabilitation
respiratory tract
medication abortion
nurse practitioner
general practitioner
"""
