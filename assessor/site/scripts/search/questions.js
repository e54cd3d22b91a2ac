/** How Chinese questions are put: the words that only ask or fill, and what kind of answer they ask for. */

import { light } from "./text.js";

/** What makes a question of what is asked for. */
const ASKS =
  "请问|想问(?:一?下)?|问一?下|什么是|是什么|为什么|为啥|干什么|干嘛|什么时候|啥时候|什么|怎么样|怎么办|怎么回事|怎么算|怎么弄|怎么|怎样|咋样|咋办|咋|如何|" +
  "多少[钱元个次年月天节人名条分]?|多久|多长时间|多大|几[个次年月天节人名条种项分回趟步号]?|哪些|哪个|哪里|哪儿|哪一条|哪条|哪种|哪|谁|啥|" +
  "是不是|是否|能不能|可不可以|可以不|可以吗|可以|行不行|行吗|准不准|许不许|让不让|要不要|用不用|需不需要|需要|该不该|应不应该|应该|" +
  "有没有|有木有|会不会|算不算|给不给|发不发|敢不敢|好不好|对不对|不行|不能";

/** What is said besides, in speech. */
const FILLS =
  "我们|咱们|你们|他们|她们|我的|你的|他的|人家|别人|大家|有人|有些|自己|这个|那个|这样|那样|这种|这些|那些|这么|那么|" +
  "一下|一点|有点|一直|一般|还是|或者|如果|要是|万一|假如|因为|所以|但是|可是|不过|只是|就是|而且|然后|" +
  "现在|以后|之后|以前|的时候|时候|的话|到底|究竟|其实|真的|直接|老是|总是|经常|天天|非要|非得|必须|一定|肯定|" +
  "说不过去|说得过去|合规不|合规吗|合规|违规吗|违规不|合理吗|合理|行不|成不|才行|才够|够不够|说法|讲究|为何|何时|突然|期间|另外|具体|大概|差不多|遇到|碰到|遇上|咋个|每次|下面|上面说|老给|老让|老要|被要求|" +
  "听说|知道|觉得|感觉|规定|要求|有关|关于|烦死|累死|实在|" +
  "吗|呢|吧|啊|呀|嘛|啦|的|了(?!解)|呗|我|你|您|他|她|它";

const QUESTION = new RegExp(ASKS);
const ONLY_ASKS = new RegExp(`^(?:${ASKS}|我们|我的|一下|吗|呢|吧|啊|的|了)+$`);
const ONLY_FILLS = new RegExp(`^(?:${ASKS}|${FILLS})+$`);
const ASKING = new RegExp(`${ASKS}|${FILLS}`);

/** Characters at the edges of a run that only join words. */
const JOINS = "[要是有在对把被能让给都也就还再又很太和跟与及叫从到去来会想该可得过着不没应些且而但才只先后说做搞弄里]+";
const LOOSE = new RegExp(`^${JOINS}|${JOINS}$`, "g");

const HOW_MANY = /(?:几|多少)(?:回|趟)|(?:几|多少)(个月|学时|课时|小时|[次年月天节人名条户项分元])?|多久|多长时间/;

/** A few, not how many: 能少上几节课吗. */
const SOME = /几.*吗/;

/** What follows from something. */
const FOLLOWING =
  /会怎么?样|会怎的|后果|会被|会不会被|怎么处[理罚分]|怎么罚|有事吗|要紧|受影响|有影响|影响|丢饭碗|会不会丢/;

/** Kinds of questions, and what an answer to one says, in canonical form. @type {[RegExp, RegExp][]} */
const INTENTS = [
  [/多少钱|几块|[给发拿补]多少|多少补|一个月多少/, /\d ?元|\d ?%|元 ?\/ ?生/],
  [/(?:多久|多长时间|隔多久).{0,6}[一1]次|几次|多少次|频率|次数/, /\d ?次|每(?:学期|学年|年|月|周|天|季度)|定期/],
  [
    /谁|哪个部门|哪个科室|说了算|归哪|找哪|校长定/,
    /由[^。；]{0,14}(?:负责|审定|选聘|聘|批准|认定|组织|定|管理)|校长|领导小组|审批|批准|列支|第一责任人/,
  ],
  [FOLLOWING, /处分|追究|调离|撤|解聘|降级|不得|不能|取消|扣|否决|淘汰|不发/],
  [/什么条件|啥条件|条件|资格|够格|要求/, /条件|应当|必须|不少于|以上/],
  [
    /能不能|可不可以|可以|准不准|允许|让不让|算不算|要不要|该不该|必须|能.{0,12}吗|要.{0,12}吗/,
    /不得|不能|不许|禁止|可以|应当|应该|必须|有权|原则上/,
  ],
];

/** Whether it asks, rather than names. @param {string} text in light form */
export const asks = (text) => QUESTION.test(text);

/** Whether it asks and says nothing else. @param {string} text in light form */
export const onlyAsks = (text) => ONLY_ASKS.test(text);

/** Whether it means nothing of its own in a sentence. @param {string} text in light form */
export const onlyFills = (text) => ONLY_FILLS.test(text);

/** What is left without the words that only ask or fill. @param {string} text in light form */
export const unasked = (text) => text.split(ASKING).filter(Boolean);

/** A run without the characters at its edges that only join. @param {string} run */
export const firm = (run) => run.replace(LOOSE, "");

/**
 * The figures that a question asks for: with the unit it names, or any; undefined if it asks for none.
 * @param {string} query
 */
export function figureAsked(query) {
  const text = light(query);
  const asked = SOME.test(text) ? undefined : HOW_MANY.exec(text);
  return asked ? new RegExp(`\\d ?${asked[1] ?? "[^\\d]"}`) : undefined;
}

/** Words that stand in what answers it, for a question after what follows: they count as if they had been asked for. */
const FOLLOWS = ["处分", "追究", "解聘", "调离", "不得", "取消"];

/** What to look for besides, if it asks what follows. @param {string} query */
export const followsAsked = (query) => (FOLLOWING.test(light(query)) ? FOLLOWS : []);

/** What answers to such a question say, for each way in which it asks. @param {string} query @returns {RegExp[]} */
export function answersAsked(query) {
  const text = light(query);
  return INTENTS.filter(([asked]) => asked.test(text)).map(([, answered]) => answered);
}
