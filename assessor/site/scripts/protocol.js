/**
 * What the page and the worker say to each other, and what Python answers: types only, nothing runs here.
 *
 * Requests go to the worker and are verbs; events come back and are past tense. Python's requests and
 * responses cross the border as JSON text, so that no Python object ever does.
 */

/**
 * Load Python and the rules. `again` says that an earlier try failed, so that cached files are not trusted.
 * @typedef {{verb: "start", engine: string, again: boolean}} Start
 *
 * Let Python answer one request (the JSON text of a `Question`).
 * @typedef {{verb: "ask", id: number, request: string}} Ask
 *
 * @typedef {Start | Ask} Request
 */

/**
 * What is being done just now; the words for it are in texts.js.
 * @typedef {"download" | "python" | "rules"} Step
 *
 * `loaded` is the number of bytes read so far, after decompression.
 * @typedef {{event: "progressed", step: Step, loaded: number}} Progressed
 *
 * @typedef {{event: "started"}} Started
 *
 * @typedef {{event: "startFailed", reason: StartReason, error: PlainError}} StartFailed
 *
 * @typedef {{event: "answered", id: number, response: string}} Answered
 *
 * The engine threw instead of answering: it may be beyond repair.
 * @typedef {{event: "crashed", id: number, error: PlainError}} Crashed
 *
 * @typedef {Progressed | Started | StartFailed | Answered | Crashed} Event
 */

/**
 * An error as plain data: real ones lose their name when cloned, and Safari refuses some altogether.
 * @typedef {{name: string, message: string}} PlainError
 *
 * Why a start did not succeed: a file did not arrive; the browser cannot run a file that did; anything else.
 * @typedef {"download" | "outdated" | "broken"} StartReason
 */

/**
 * A record as it stands in the form: texts, and for list fields rows of texts. A field that is not there is
 * not filled in; an empty list means “there are none”.
 * @typedef {Record<string, string>} Row
 * @typedef {Record<string, string | Row[]>} FormValues
 *
 * @typedef {object} AssessRequest
 * @property {"assess"} verb
 * @property {string[]} policies
 * @property {FormValues} form
 * @property {string} today the local date, YYYY-MM-DD
 * @property {string} root the way from the page to the root of the site
 * @property {boolean} questions also ask what is certain, how far and from when, which takes longer
 *
 * What assessing, comparing, sweeping and making a receipt all need.
 * @typedef {{policies: string[], form: FormValues, today: string}} Filled
 *
 * `suppose` holds the fields that would be different.
 * @typedef {Filled & {verb: "compare", suppose: FormValues}} CompareRequest
 *
 * One result over one number field, from `low` to `high`.
 * @typedef {Filled & {verb: "sweep", rule: string, field: string, low: string, high: string}} SweepRequest
 * @typedef {Filled & {verb: "receipt"}} ReceiptRequest
 *
 * `receipt` is the text of a file.
 * @typedef {{verb: "verify", receipt: string}} VerifyRequest
 *
 * @typedef {AssessRequest | CompareRequest | SweepRequest | ReceiptRequest | VerifyRequest} Question
 *
 * `row` counts from 1, among the rows that were sent.
 * @typedef {{field: string, row: number | null, message: string}} Problem
 *
 * @typedef {{ok: true, html: string, summary: string, data: unknown, needed?: string[]}} Assessed
 * @typedef {{ok: false, message: string, problems?: Problem[]}} Refused
 * @typedef {Assessed | Refused} Answer
 *
 * `rules` are the results that ask for the changed fields, in the order of the texts.
 * @typedef {{ok: true, html: string, rules: string[]}} Compared
 * @typedef {{ok: true, html: string}} Swept
 * @typedef {{ok: true, receipt: string, code: string}} Receipt
 * @typedef {{ok: true, holds: boolean, altered: string[], differences: string[]}} Verified
 *
 * What each verb is answered with, unless it is refused.
 * @typedef {{assess: Assessed, compare: Compared, sweep: Swept, receipt: Receipt, verify: Verified}} Answers
 */

export {};
