"""Hard words and what to write instead, Spanish; the form of the table is that of `plain_words_en`.

Words of clinics with an everyday word beside them, and the office phrases that the Spanish administration's
guides to clear language (lenguaje claro) ask to avoid.
"""

VERBS = """
administrar: dar
coadyuvar: ayudar
deambular: caminar
defecar: hacer caca
discontinuar: dejar
efectuar: hacer
expectorar: echar flemas
finalizar: terminar
miccionar: orinar
mitigar: calmar
optimizar: mejorar
paliar: calmar
palpar: tocar
posibilitar: permitir
suministrar: dar
visualizar: ver
"""
NOUNS = """
abrasión: rasguño
analgésico: medicina para el dolor
antipirético: medicina para la fiebre
ansiolítico: medicina para la ansiedad
anticoagulante: medicina para que la sangre no forme coágulos
arritmia: latido irregular
bradicardia: latido lento
cefalea: dolor de cabeza
comorbilidad: otra enfermedad
contraindicación: motivo para no tomarlo
contusión: golpe
disfagia: dificultad para tragar
disnea: falta de aire
dispepsia: indigestión
edema: hinchazón
efecto adverso: efecto no deseado
epistaxis: sangrado de nariz
eritema: enrojecimiento
etiología: causa
evento adverso: efecto no deseado
exacerbación: empeoramiento
facultativo: médico
fármaco: medicina
flatulencia: gases
hematoma: moretón
hemorragia: sangrado
hiperglucemia: azúcar alto en la sangre
hipertensión: presión alta
hipoglucemia: azúcar bajo en la sangre
hipotensión: presión baja
ictericia: piel amarilla
ideación suicida: ideas de suicidio
infarto de miocardio: ataque al corazón
isquemia: falta de sangre
laceración: corte
mialgia: dolor muscular
neoplasia: tumor
neumopatía: enfermedad del pulmón
neuropatía: daño de los nervios
patología: enfermedad
pirexia: fiebre
profilaxis: prevención
pronóstico: lo que se espera
prurito: picor
reacción adversa: efecto no deseado
recidiva: que vuelve
sintomatología: síntomas
síncope: desmayo
taquicardia: latido rápido
trombosis: coágulo
"""
OTHERS = """
a causa del hecho de que: porque
a la mayor brevedad posible: cuanto antes
a tenor de: según
adicionalmente: además
aproximadamente: más o menos
asimismo: también
asintomático: sin síntomas
asintomática: sin síntomas
con anterioridad a: antes de
con el fin de que: para que
con el objeto de: para
con posterioridad a: después de
contraindicado: no seguro para usted
contraindicada: no segura para usted
cutáneo: de la piel
cutánea: de la piel
debido al hecho de que: porque
diariamente: cada día
en caso de que se produzca: si hay
en el momento actual: ahora
en el supuesto de que: si
en relación con: sobre
en virtud de: por
febril: con fiebre
gástrico: del estómago
gástrica: del estómago
hepático: del hígado
hepática: del hígado
intramuscular: en el músculo
intravenosa: en la vena
intravenoso: en la vena
no obstante: pero
nocturno: de noche
pediátrico: para niños
pediátrica: para niños
por consiguiente: por eso
por vía oral: por la boca
posteriormente: después
predominantemente: sobre todo
previamente: antes
profiláctico: preventivo
pulmonar: del pulmón
renal: del riñón
subcutáneo: bajo la piel
subcutánea: bajo la piel
sublingual: bajo la lengua
"""
NAMES = """
rehabilitación pulmonar
diálisis renal
"""
