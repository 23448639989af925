/// The words that articles are made of, the frequent ones first, some with letters beyond ASCII.
let words = split(
  """
  the and of to a in is that for it with as you on are or be not can this your they have we at from \
  their when more what often by one how may an but which who people about time many therapy feel \
  help need some if our them after does other each like make know into between than child session \
  body care sleep parent breath family feeling question week together small support night work \
  memory practice partner safe trust nervous system attention anxiety depression trauma slow story \
  listening boundary grief loss rest change choice friend morning evening conversation relationship \
  pattern gentle steady notice answer research study participants treatment evidence clinician \
  medicine appointment pregnancy birth newborn mother father teacher school stress panic worry hope \
  shame anger joy tears silence room chair window walk food water light sound touch voice hand heart \
  stomach shoulder muscle tension release movement rhythm ground present moment thought belief habit \
  routine plan goal step skill exercise journal letter list reminder phone calendar insurance \
  referral consent privacy record emergency crisis line doctor nurse group community culture identity \
  language migration faith gender age youth teenager adult elder caregiver sibling twin adoption \
  divorce wedding move house job money debt illness pain recovery relapse craving harm reduction \
  résumé naïve façade café Übung señal corazón mañana Zoë François Ångström Łukasz Ελπίδα надежда 希望
  """)

/// Names of topics, as practices have them.
let topics = split(
  """
  sleep anxiety depression grief trauma perinatal relationships parenting couples attachment stress \
  burnout mindfulness somatic medication ketamine boundaries self-compassion anger shame panic ocd \
  adhd autism eating chronic-pain teens college elders caregivers loss divorce identity culture \
  faith work money moving crisis research
  """)

/// Words for titles and addresses: ASCII only, so that a title and its address can be told apart from
/// what attune makes of other letters.
let titleWords = split(
  """
  after before between learning finding keeping making holding sleep grief worry rest trust hope \
  anger silence work home family winter summer evening morning birth loss change breath memory \
  boundaries conversations friends parents partners children teenagers bodies stories questions \
  letters habits steps
  """)

private func split(_ text: String) -> [[UInt8]] {
  Array(text.utf8).split(separator: UInt8(ascii: " ")).map(Array.init)
}
