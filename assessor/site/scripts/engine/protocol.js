/**
 * What the page and the worker say to each other, and what Python answers: types only, nothing runs here.
 *
 * Requests go to the worker and are verbs; events come back and are past tense. Python's requests and
 * responses cross the border as JSON text, so that no Python object ever does.
 */

/**
 * Load Python and the rules. `again` says that an earlier try failed, so that cached files are not trusted; a snapshot
 * of an earlier visit may be used, or is to be avoided, or has just failed.
 * @typedef {{verb: "start", engine: string, again: boolean, snapshot: "use" | "avoid" | "distrust"}} Start
 *
 * Make and keep a snapshot for later starts, in a worker of its own.
 * @typedef {{verb: "make", engine: string}} Make
 *
 * Let Python answer one request (the JSON text of a `Question`).
 * @typedef {{verb: "ask", id: number, request: string}} Ask
 *
 * The same for what is loaded only when it is used, perhaps with a file.
 * @typedef {"sheets" | "workbooks"} EnginePart
 * @typedef {{verb: "askPart", id: number, request: string, part: EnginePart, file: ArrayBuffer | undefined}} AskPart
 *
 * @typedef {Start | Make | Ask | AskPart} Request
 */

/**
 * What is being done just now; the words for it are in texts.js.
 * @typedef {"download" | "python" | "rules"} Step
 *
 * `loaded` is the number of bytes read so far, after decompression.
 * @typedef {{event: "progressed", step: Step, loaded: number}} Progressed
 *
 * A snapshot was found, and is being used from now on.
 * @typedef {{event: "restoring"}} Restoring
 *
 * @typedef {{event: "started"}} Started
 *
 * @typedef {{event: "startFailed", reason: StartReason, error: PlainError}} StartFailed
 *
 * `file` is what was made besides.
 * @typedef {{event: "answered", id: number, response: string, file?: ArrayBuffer}} Answered
 *
 * Bytes of a part that have arrived.
 * @typedef {{event: "fetched", loaded: number}} Fetched
 *
 * A part did not arrive; the engine is well.
 * @typedef {{event: "lacked", id: number, error: PlainError}} Lacked
 *
 * The engine threw instead of answering: it may be beyond repair.
 * @typedef {{event: "crashed", id: number, error: PlainError}} Crashed
 *
 * A snapshot was made, or there is one already or no room for one; or the browser refused.
 * @typedef {{event: "made", kept: boolean}} Made
 * @typedef {{event: "notMade", error: PlainError}} NotMade
 *
 * @typedef {Progressed | Restoring | Started | StartFailed | Answered | Fetched | Lacked | Crashed | Made
 *   | NotMade} Event
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
 * The same page in parts, of which only those are made and sent that differ from the page shown, whose mark is `since`
 * ("" while there is none).
 * @typedef {Filled & {verb: "renew", root: string, since: string}} RenewRequest
 *
 * Answer the longer questions about the page with that mark, but for so many milliseconds only; to be asked again until
 * all are answered.
 * @typedef {{verb: "more", since: string, milliseconds: number}} MoreRequest
 *
 * What assessing, comparing, sweeping and making a receipt all need.
 * @typedef {{policies: string[], form: FormValues, today: string}} Filled
 *
 * `suppose` holds the fields that would be different.
 * @typedef {Filled & {verb: "compare", suppose: FormValues}} CompareRequest
 *
 * One result over the whole range of the one number that is different in `suppose`.
 * @typedef {Filled & {verb: "sweep", rule: string, suppose: FormValues}} SweepRequest
 * @typedef {Filled & {verb: "receipt"}} ReceiptRequest
 *
 * What leads to `value`, the school's result for one rule.
 * @typedef {Filled & {verb: "differ", policy: string, rule: string, value: string}} DifferRequest
 *
 * A page with the results and the receipt; `site` is the address that its links lead to.
 * @typedef {Filled & {verb: "bundle", site: string}} BundleRequest
 *
 * The form as the text of a record file.
 * @typedef {{verb: "record", form: FormValues}} RecordRequest
 *
 * `receipt` is the text of a file.
 * @typedef {{verb: "verify", receipt: string}} VerifyRequest
 *
 * What a table holds; a template with these fields, the rows of checklists and an example; the form as a table.
 * @typedef {{verb: "readSheet"}} ReadSheetRequest
 * @typedef {"xlsx" | "csv"} SheetKind
 * @typedef {{verb: "sheetTemplate", kind: SheetKind, fields: string[], items: Record<string, string[]>,
 *   example: Record<string, unknown> | null}} SheetTemplateRequest
 * @typedef {{verb: "writeSheet", kind: SheetKind, fields: string[], form: FormValues}} WriteSheetRequest
 * @typedef {ReadSheetRequest | SheetTemplateRequest | WriteSheetRequest} SheetRequest
 *
 * @typedef {AssessRequest | RenewRequest | MoreRequest | CompareRequest | SweepRequest | DifferRequest | BundleRequest | RecordRequest | ReceiptRequest
 *   | VerifyRequest | SheetRequest} Question
 *
 * `row` counts from 1, among the rows that were sent.
 * @typedef {{field: string, row: number | null, message: string}} Problem
 *
 * `headline` are the answers for the bar, empty where the policies have none of that kind. `done`: what is certain,
 * how far and from when is there for all results; only then is `needed`.
 * @typedef {{headline: string, summary: string, done: boolean, needed?: string[]}} Told
 * @typedef {Told & {ok: true, html: string}} Assessed
 *
 * Exactly one element. Without `html` it is on the page already, under the same keys; `parts` stand inside of it.
 * @typedef {{key: string, html?: string, parts?: Part[]}} Part
 *
 * `since` is the mark of the page that the parts without HTML stand on; "" if there are none.
 * @typedef {Told & {ok: true, parts: Part[], mark: string, since: string}} Renewed
 *
 * The time was over before all was answered; with the mark "", that page is not known (any more).
 * @typedef {{ok: true, parts: null, done: false, mark: string}} Unfinished
 *
 * @typedef {{ok: false, message: string, problems?: Problem[]}} Refused
 * @typedef {Assessed | Refused} Answer
 *
 * `rules` are the results that ask for the changed fields, in the order of the texts.
 * @typedef {{ok: true, html: string, rules: string[]}} Compared
 * @typedef {{ok: true, html: string}} Swept
 * @typedef {{ok: true, html: string}} Differed
 * @typedef {{ok: true, page: string, code: string}} Bundled
 * @typedef {{ok: true, receipt: string, code: string}} Receipt
 *
 * `refused` names the fields that are written as they were typed, because they cannot be accepted.
 * @typedef {{ok: true, text: string, refused: string[]}} RecordFile
 * `facts` of a receipt that holds come from the rulebook, not from what the receipt says of itself.
 * @typedef {{day: string, policies: string[], code: string, version: string}} ReceiptFacts
 * @typedef {{ok: true, holds: boolean, altered: string[], differences: string[], facts: ReceiptFacts | null}} Verified
 *
 * A problem in a table: where (表!C5), and the fields that it touches.
 * @typedef {{where: string, message: string, touches: string[]}} SheetProblem
 *
 * `form` is what can be trusted of the table.
 * @typedef {{ok: true, form: FormValues, notices: string[], problems: SheetProblem[]}} SheetRead
 * @typedef {{ok: true, file: ArrayBuffer}} SheetMade
 *
 * What each verb is answered with, unless it is refused.
 * @typedef {{assess: Assessed, renew: Renewed, more: Renewed | Unfinished, compare: Compared, sweep: Swept, differ: Differed, bundle: Bundled,
 *   record: RecordFile, receipt: Receipt, verify: Verified, readSheet: SheetRead, sheetTemplate: SheetMade,
 *   writeSheet: SheetMade}} Answers
 */

export {};
