<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ClosedNotes</name>
    <message>
        <source>By %1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>Corrected, does not count</source>
        <translation>已更正，不再计入</translation>
    </message>
    <message>
        <source>Corrects an earlier form</source>
        <translation>更正了原来的一张</translation>
    </message>
</context>
<context>
    <name>FollowUpWords</name>
    <message>
        <source>Hypertension</source>
        <translation>高血压</translation>
    </message>
    <message>
        <source>Type 2 diabetes</source>
        <translation>2 型糖尿病</translation>
    </message>
    <message>
        <source>Controlled</source>
        <translation>控制满意</translation>
    </message>
    <message>
        <source>Not controlled</source>
        <translation>控制不满意</translation>
    </message>
    <message>
        <source>Adverse reaction</source>
        <translation>不良反应</translation>
    </message>
    <message>
        <source>Complication</source>
        <translation>并发症</translation>
    </message>
    <message>
        <source>Routine follow-up</source>
        <translation>常规随访</translation>
    </message>
    <message>
        <source>Adjust, see again within 2 weeks</source>
        <translation>调整用药，2 周内随访</translation>
    </message>
    <message>
        <source>Refer, and follow the referral up</source>
        <translation>转诊，并跟踪转诊结果</translation>
    </message>
    <message>
        <source>Urgent referral</source>
        <translation>紧急转诊</translation>
    </message>
    <message>
        <source>Systolic %1 or more</source>
        <translation>收缩压 ≥ %1</translation>
    </message>
    <message>
        <source>Diastolic %1 or more</source>
        <translation>舒张压 ≥ %1</translation>
    </message>
    <message>
        <source>Glucose %1 or more</source>
        <translation>血糖 ≥ %1</translation>
    </message>
    <message>
        <source>Glucose %1 or less</source>
        <translation>血糖 ≤ %1</translation>
    </message>
    <message>
        <source>A danger sign</source>
        <translation>有危险情况</translation>
    </message>
    <message>
        <source>Pregnant or breast-feeding, and above normal</source>
        <translation>妊娠或哺乳期，且高于正常</translation>
    </message>
    <message>
        <source>A new complication, or an old one got worse</source>
        <translation>出现新的并发症，或原有并发症加重</translation>
    </message>
    <message>
        <source>Above target the second time in a row</source>
        <translation>连续第 2 次控制不满意</translation>
    </message>
    <message>
        <source>An adverse reaction the second time in a row</source>
        <translation>连续第 2 次药物不良反应</translation>
    </message>
    <message>
        <source>Pressure should be below %1/%2</source>
        <translation>血压应低于 %1/%2</translation>
    </message>
    <message>
        <source>Fasting glucose should be below %1</source>
        <translation>空腹血糖应低于 %1</translation>
    </message>
    <message>
        <source>An adverse reaction to a drug</source>
        <translation>有药物不良反应</translation>
    </message>
    <message>
        <source>%1 %2: usually %3 to %4</source>
        <translation>%1 %2：一般在 %3 至 %4</translation>
    </message>
    <message>
        <source>Pressure %1/%2: the upper value goes first</source>
        <translation>血压 %1/%2：高压在前</translation>
    </message>
    <message>
        <source>Next follow-up on %1: by the rule %2 at the latest</source>
        <translation>下次随访 %1：按规范最迟 %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>None, and some?</source>
        <translation>无症状又有症状？</translation>
    </message>
    <message>
        <source>Urgent referral: systolic %1 or diastolic %2 or more, a danger sign, or above normal while pregnant or breast-feeding.</source>
        <translation>紧急转诊：收缩压 ≥ %1 和（或）舒张压 ≥ %2，或有危险情况，或妊娠、哺乳期血压高于正常。</translation>
    </message>
    <message>
        <source>Controlled: below %1/%2; from %3 years on below %4/%2. See again within %5 months.</source>
        <translation>控制满意：低于 %1/%2；%3 岁及以上低于 %4/%2。%5 个月内随访。</translation>
    </message>
    <message>
        <source>Not controlled for the first time, or an adverse reaction: adjust, see again within %1 days.</source>
        <translation>第 1 次控制不满意，或有药物不良反应：调整用药，%1 天内随访。</translation>
    </message>
    <message>
        <source>Twice in a row, or a new or worse complication: refer, and ask within %1 days whether they came.</source>
        <translation>连续 2 次，或有新的、加重的并发症：转诊，%1 天内核实是否到位。</translation>
    </message>
    <message>
        <source>Urgent referral: glucose %1 or more or %2 or less, pressure %3/%4 or more, a danger sign, or high glucose while pregnant or breast-feeding.</source>
        <translation>紧急转诊：血糖 ≥ %1 或 ≤ %2，收缩压 ≥ %3 和（或）舒张压 ≥ %4，或有危险情况，或妊娠、哺乳期血糖高于正常。</translation>
    </message>
    <message>
        <source>Controlled: fasting glucose below %1. See again within %2 months.</source>
        <translation>控制满意：空腹血糖低于 %1。%2 个月内随访。</translation>
    </message>
    <message>
        <source>National specification of basic public health services, third edition (2017) No. 13</source>
        <translation>依据：国家基本公共卫生服务规范（第三版），国卫基层发〔2017〕13 号</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>联系不上</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message numerus="yes">
        <source>In %n day(s)</source>
        <translation>
            <numerusform>%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: closed as &quot;%2&quot;, now &quot;%3&quot;</source>
        <translation>%1：当时判为“%2”，现为“%3”</translation>
    </message>
    <message>
        <source>since the form of %1 was corrected</source>
        <translation>因 %1 的随访表已更正</translation>
    </message>
    <message>
        <source>since the form of %1 came in later</source>
        <translation>因 %1 的随访表是后来补录的</translation>
    </message>
    <message>
        <source>COPD</source>
        <translation>慢阻肺病</translation>
    </message>
    <message>
        <source>Older people</source>
        <translation>老年人</translation>
    </message>
    <message>
        <source>Maternity</source>
        <translation>孕产妇</translation>
    </message>
    <message>
        <source>Children 0–6</source>
        <translation>0–6 岁儿童</translation>
    </message>
    <message>
        <source>Severe mental disorder</source>
        <translation>严重精神障碍</translation>
    </message>
    <message>
        <source>Tuberculosis</source>
        <translation>肺结核</translation>
    </message>
    <message>
        <source>Nothing due</source>
        <translation>没有到期的</translation>
    </message>
</context>
<context>
    <name>FormWords</name>
    <message>
        <source>%1, week %2</source>
        <translation>%1 %2 周</translation>
    </message>
    <message numerus="yes">
        <source>Check at %n year(s)</source>
        <translation>
            <numerusform>%n 岁体检</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Check at %n month(s)</source>
        <translation>
            <numerusform>%n 月龄体检</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing abnormal</source>
        <translation>未见异常</translation>
    </message>
    <message>
        <source>Something abnormal</source>
        <translation>有异常</translation>
    </message>
    <message>
        <source>Self-reliant</source>
        <translation>可自理</translation>
    </message>
    <message>
        <source>Lightly dependent</source>
        <translation>轻度依赖</translation>
    </message>
    <message>
        <source>Moderately dependent</source>
        <translation>中度依赖</translation>
    </message>
    <message>
        <source>Cannot care for themselves</source>
        <translation>不能自理</translation>
    </message>
    <message>
        <source>Stable</source>
        <translation>病情稳定</translation>
    </message>
    <message>
        <source>Got worse</source>
        <translation>有加重</translation>
    </message>
    <message>
        <source>Basically stable</source>
        <translation>病情基本稳定</translation>
    </message>
    <message>
        <source>Unstable</source>
        <translation>病情不稳定</translation>
    </message>
    <message>
        <source>Not seen</source>
        <translation>未访到</translation>
    </message>
    <message>
        <source>A new complication, or an old one got worse</source>
        <translation>有新的并发症，或原有并发症加重</translation>
    </message>
    <message>
        <source>Something abnormal was found</source>
        <translation>检查有异常</translation>
    </message>
    <message>
        <source>The form says that a referral is needed</source>
        <translation>表上填了需要转诊</translation>
    </message>
    <message>
        <source>An adverse reaction to a drug</source>
        <translation>有药物不良反应</translation>
    </message>
    <message>
        <source>Consciousness is disturbed</source>
        <translation>有意识改变</translation>
    </message>
    <message>
        <source>Cyanosis</source>
        <translation>口唇紫绀</translation>
    </message>
    <message>
        <source>Oxygen saturation below %1 %</source>
        <translation>血氧饱和度低于 %1 %</translation>
    </message>
    <message>
        <source>Pressure 140/90 or more</source>
        <translation>血压 ≥140/90</translation>
    </message>
    <message>
        <source>Nobody could see them</source>
        <translation>没有见到本人</translation>
    </message>
    <message>
        <source>Danger of grade 3 to 5</source>
        <translation>危险性 3–5 级</translation>
    </message>
    <message>
        <source>Danger of grade 1 or 2</source>
        <translation>危险性 1–2 级</translation>
    </message>
    <message>
        <source>No insight</source>
        <translation>自知力缺失</translation>
    </message>
    <message>
        <source>Insight is partial</source>
        <translation>自知力不全</translation>
    </message>
    <message>
        <source>A serious physical illness</source>
        <translation>有严重躯体疾病</translation>
    </message>
    <message>
        <source>Symptoms are there</source>
        <translation>有精神症状</translation>
    </message>
    <message>
        <source>Social function is poor</source>
        <translation>社会功能较差</translation>
    </message>
    <message>
        <source>Basically stable again, and no better: ask the specialist</source>
        <translation>再次基本稳定且没有好转：请专科医生指导</translation>
    </message>
    <message>
        <source>Refer at once; with danger call the police too</source>
        <translation>立即转诊；有危险行为时同时报警</translation>
    </message>
    <message>
        <source>Adjust the drugs, see again soon</source>
        <translation>调整用药，近期再访</translation>
    </message>
    <message>
        <source>Seen every %1 months.</source>
        <translation>每 %1 个月随访一次。</translation>
    </message>
    <message>
        <source>Urgent referral: disturbed consciousness, cyanosis, or an oxygen saturation below %1 %.</source>
        <translation>紧急转诊：有意识改变、口唇紫绀，或血氧饱和度低于 %1 %。</translation>
    </message>
    <message>
        <source>Each year one examination and one assessment of self-care.</source>
        <translation>每年一次健康体检和一次生活自理能力评估。</translation>
    </message>
    <message>
        <source>Points: 0–3 self-reliant, 4–8 light, 9–18 moderate, 19 and more dependent.</source>
        <translation>总分 0–3 可自理，4–8 轻度依赖，9–18 中度依赖，19 及以上不能自理。</translation>
    </message>
    <message>
        <source>First visit before week %1; later ones in weeks 16–20, 21–24, 28–36 and 37–40.</source>
        <translation>孕 %1 周前首次产前随访；以后在 16–20、21–24、28–36、37–40 周各一次。</translation>
    </message>
    <message>
        <source>Visit at home within %1 days of discharge; check %2 days after delivery.</source>
        <translation>出院后 %1 天内产后访视；产后 %2 天健康检查。</translation>
    </message>
    <message>
        <source>Something abnormal, or pressure 140/90 or more: refer, and ask within %1 days whether they came.</source>
        <translation>有异常或血压 ≥140/90：转诊，%1 天内核实是否到位。</translation>
    </message>
    <message>
        <source>Visit at home within %1 days of discharge; then checks at the full month and at 3, 6, 8, 12, 18, 24, 30 and 36 months, and at 4, 5 and 6 years.</source>
        <translation>出院后 %1 天内新生儿家庭访视；以后在满月、3、6、8、12、18、24、30、36 月龄和 4、5、6 岁体检。</translation>
    </message>
    <message>
        <source>Something abnormal: refer, and ask within %1 days whether they came.</source>
        <translation>有异常：转诊，%1 天内核实是否到位。</translation>
    </message>
    <message>
        <source>Unstable: danger of grade 3 to 5, no insight, or a serious physical illness. Refer at once, see again within %1 days.</source>
        <translation>不稳定：危险性 3–5 级、自知力缺失或有严重躯体疾病。立即转诊，%1 天内再访。</translation>
    </message>
    <message>
        <source>Basically stable: danger of grade 1 or 2, or symptoms, insight or social function are poor. See again within %1 days; then %2 months where it got better, else %3 month(s) with a specialist&apos;s advice.</source>
        <translation>基本稳定：危险性 1–2 级，或症状、自知力、社会功能有一项较差。%1 天内再访；好转的 %2 个月，没有好转的请专科医生指导，%3 个月。</translation>
    </message>
    <message>
        <source>Stable: see again within %1 months.</source>
        <translation>稳定：%1 个月内再访。</translation>
    </message>
    <message>
        <source>First visit within %1 days of the notice.</source>
        <translation>接到通知后 %1 天内首次入户。</translation>
    </message>
    <message>
        <source>Supervised by medical staff: each %1 month(s). Else every %2 days in the intensive phase, then monthly.</source>
        <translation>医务人员督导：每 %1 个月记录一次。家属或志愿者督导：强化期每 %2 天，继续期每月一次。</translation>
    </message>
    <message>
        <source>An adverse reaction or a complication: refer, and see again within %1 days.</source>
        <translation>有不良反应或并发症：转诊，%1 天内再访。</translation>
    </message>
    <message>
        <source>Died</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Moved away</source>
        <translation>迁出</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>失访</translation>
    </message>
    <message>
        <source>Refuses</source>
        <translation>拒绝管理</translation>
    </message>
    <message>
        <source>Does not have it</source>
        <translation>不是该病</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>%1 前</translation>
    </message>
    <message>
        <source>The examination advises a referral</source>
        <translation>体检建议转诊</translation>
    </message>
</context>
<context>
    <name>ListedWords</name>
    <message>
        <source>not yours</source>
        <translation>不归你管</translation>
    </message>
    <message>
        <source>two sites differ</source>
        <translation>两处不一致</translation>
    </message>
    <message>
        <source>Deceased</source>
        <translation>已故</translation>
    </message>
    <message>
        <source>Moved out</source>
        <translation>迁出</translation>
    </message>
</context>
<context>
    <name>yigong::ActDialog</name>
    <message>
        <source>Leave</source>
        <translation>先不</translation>
    </message>
</context>
<context>
    <name>yigong::AddSiteDialog</name>
    <message>
        <source>Add a site</source>
        <translation>新增机构</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>区划代码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The division code says where it lies: 9 digits of a township, 12 of a village.</source>
        <translation>区划代码说明它在哪里：乡镇 9 位，村 12 位。</translation>
    </message>
    <message numerus="yes">
        <source>%n digit(s)</source>
        <translation>
            <numerusform>%n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; there is no site of code %2 above it</source>
        <translation>%1；没有代码为 %2 的上级机构</translation>
    </message>
    <message>
        <source>%1 below %2</source>
        <translation>%1，属 %2</translation>
    </message>
</context>
<context>
    <name>yigong::AddStaffDialog</name>
    <message>
        <source>Add a person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Add with an account</source>
        <translation>新增并开账号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职称</translation>
    </message>
    <message>
        <source>They get a password for their first sign-in; it is shown once, on the next page.</source>
        <translation>系统会生成一个首次登录用的密码，只在下一页显示一次。</translation>
    </message>
    <message>
        <source>small letters and digits, one in the county</source>
        <translation>小写字母和数字，全县不重复</translation>
    </message>
    <message>
        <source>name, initials or code</source>
        <translation>名称、首字母或代码</translation>
    </message>
    <message>
        <source>as on their certificate</source>
        <translation>按证书填写</translation>
    </message>
    <message>
        <source>Pick the site from the list.</source>
        <translation>请从列表里选机构。</translation>
    </message>
</context>
<context>
    <name>yigong::AdministrationPage</name>
    <message>
        <source>Administration</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>What is administered</source>
        <translation>管理内容</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Staff and roles</source>
        <translation>人员和角色</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Code lists</source>
        <translation>编码表</translation>
    </message>
</context>
<context>
    <name>yigong::AppointmentDialog</name>
    <message>
        <source>Accept %1</source>
        <translation>接收 %1</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>科室</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>Without a day they may come at any time while the slip is valid.</source>
        <translation>不定日期时，转诊单有效期内随时可来。</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Write it like 9:00</source>
        <translation>请写成 9:00</translation>
    </message>
</context>
<context>
    <name>yigong::AuditWords</name>
    <message>
        <source>Opened a record</source>
        <translation>打开档案</translation>
    </message>
    <message>
        <source>Searched</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Looked at a number</source>
        <translation>查看号码</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Read a report</source>
        <translation>看报表</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Was refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Opened for a reason</source>
        <translation>紧急查阅</translation>
    </message>
    <message>
        <source>Changed a setting</source>
        <translation>改设置</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>查日志</translation>
    </message>
    <message>
        <source>seen there</source>
        <translation>在本机构就诊</translation>
    </message>
    <message>
        <source>referred there</source>
        <translation>转诊到本机构</translation>
    </message>
    <message>
        <source>a reason given</source>
        <translation>紧急查阅</translation>
    </message>
    <message>
        <source>own resident</source>
        <translation>本机构居民</translation>
    </message>
    <message>
        <source>of a site below</source>
        <translation>下级机构居民</translation>
    </message>
    <message>
        <source>× %1</source>
        <translation>× %1</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>any basis</source>
        <translation>不限依据</translation>
    </message>
    <message>
        <source>read a record</source>
        <translation>查阅档案</translation>
    </message>
    <message>
        <source>open for a reason</source>
        <translation>紧急查阅</translation>
    </message>
    <message>
        <source>register a resident</source>
        <translation>登记居民</translation>
    </message>
    <message>
        <source>change a resident</source>
        <translation>修改档案</translation>
    </message>
    <message>
        <source>import residents</source>
        <translation>导入居民</translation>
    </message>
    <message>
        <source>export residents</source>
        <translation>导出居民</translation>
    </message>
    <message>
        <source>write a visit</source>
        <translation>写接诊</translation>
    </message>
    <message>
        <source>dispense</source>
        <translation>发药</translation>
    </message>
    <message>
        <source>read stock</source>
        <translation>查看库存</translation>
    </message>
    <message>
        <source>receive stock</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>count stock</source>
        <translation>盘点</translation>
    </message>
    <message>
        <source>refer</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>answer a referral</source>
        <translation>接收转诊</translation>
    </message>
    <message>
        <source>settle a conflict</source>
        <translation>处理冲突</translation>
    </message>
    <message>
        <source>read a report</source>
        <translation>看报表</translation>
    </message>
    <message>
        <source>look after sites</source>
        <translation>管理机构</translation>
    </message>
    <message>
        <source>look after staff</source>
        <translation>管理人员</translation>
    </message>
    <message>
        <source>look after computers</source>
        <translation>管理电脑</translation>
    </message>
    <message>
        <source>look after code lists</source>
        <translation>管理编码表</translation>
    </message>
    <message>
        <source>change settings</source>
        <translation>更改设置</translation>
    </message>
    <message>
        <source>read who opened for a reason</source>
        <translation>看紧急查阅名单</translation>
    </message>
    <message>
        <source>read the log</source>
        <translation>看日志</translation>
    </message>
    <message>
        <source>visit</source>
        <translation>接诊记录</translation>
    </message>
    <message>
        <source>referral slip</source>
        <translation>转诊单</translation>
    </message>
    <message>
        <source>Signed beside a colleague</source>
        <translation>给同事作第二人签字</translation>
    </message>
    <message>
        <source>sign beside a colleague</source>
        <translation>第二人签字</translation>
    </message>
    <message>
        <source>write a follow-up</source>
        <translation>写随访</translation>
    </message>
</context>
<context>
    <name>yigong::BackupCard</name>
    <message>
        <source>Backup of this computer</source>
        <translation>本机备份</translation>
    </message>
    <message>
        <source>encrypted, opens with the same passwords</source>
        <translation>已加密，用原来的密码打开</translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Back up to which folder or stick?</source>
        <translation>备份到哪个文件夹或 U 盘？</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>此刻</translation>
    </message>
    <message>
        <source>Backing up; go on working.</source>
        <translation>正在备份，可继续工作。</translation>
    </message>
    <message>
        <source>Not backed up</source>
        <translation>未能备份</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>上次备份</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>在 %1</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自动备份</translation>
    </message>
    <message>
        <source>no, until a folder or stick is chosen</source>
        <translation>未开启，请先选择文件夹或 U 盘</translation>
    </message>
    <message numerus="yes">
        <source>every %n hour(s)</source>
        <translation>
            <numerusform>每 %n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>到 %1</translation>
    </message>
</context>
<context>
    <name>yigong::BreakGlassDialog</name>
    <message>
        <source>Open the record of %1</source>
        <translation>紧急查阅%1的档案</translation>
    </message>
    <message>
        <source>Open for this reason</source>
        <translation>按此原因打开</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>%1 looks after this resident, and you have no visit or referral of theirs. Your reason, your name and the time go to %1 and to the county, and stay in the log. The record then opens to you alone, for a limited time, to read only.</source>
        <translation>这位居民由%1管理，你这里没有就诊或转诊。你的原因、姓名和时间会报给%1和县里，并留在日志里。档案只对你一人限时打开，只能看，不能改。</translation>
    </message>
    <message>
        <source>Another site</source>
        <translation>别的机构</translation>
    </message>
    <message>
        <source>Emergency, must know allergies and drugs</source>
        <translation>急诊，须了解过敏和用药</translation>
    </message>
    <message>
        <source>The resident asks me to, is here</source>
        <translation>本人在场，要求查看</translation>
    </message>
    <message>
        <source>Asked for advice by telephone</source>
        <translation>电话会诊求助</translation>
    </message>
    <message>
        <source>why you must read it, in words that %1 will understand</source>
        <translation>为什么要看，写给%1的人看得懂</translation>
    </message>
    <message numerus="yes">
        <source>at least %n characters</source>
        <translation>
            <numerusform>至少 %n 个字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::BrokenGlassView</name>
    <message>
        <source>not in this computer</source>
        <translation>不在这台电脑里</translation>
    </message>
    <message>
        <source>open until %1</source>
        <translation>开放到 %1</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>最近一个月</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>最近一年</translation>
    </message>
    <message>
        <source>Since when</source>
        <translation>从何时起</translation>
    </message>
    <message>
        <source>Opened for a reason</source>
        <translation>紧急查阅</translation>
    </message>
    <message>
        <source>Nobody opened a record out of their reach</source>
        <translation>没有人紧急查阅</translation>
    </message>
    <message>
        <source>Whoever does gives a reason, and stands here.</source>
        <translation>谁紧急查阅了、什么原因，都会列在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n reading(s)</source>
        <translation>
            <numerusform>共 %n 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::CareStrip</name>
    <message>
        <source>Allergies and current medication</source>
        <translation>过敏与在用药</translation>
    </message>
    <message>
        <source>No drug allergy known</source>
        <translation>无已知药物过敏</translation>
    </message>
    <message>
        <source>Drug allergies not asked</source>
        <translation>药物过敏未问</translation>
    </message>
    <message>
        <source>Takes:</source>
        <translation>在用药：</translation>
    </message>
    <message>
        <source>nothing known</source>
        <translation>无记录</translation>
    </message>
</context>
<context>
    <name>yigong::ChipRow</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::CloseProgramDialog</name>
    <message>
        <source>End the program: %1</source>
        <translation>结束管理：%1</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束管理</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What was closed so far stays readable, and they may be taken back in at any time.</source>
        <translation>以前的表都还能看到，以后可以随时重新纳入。</translation>
    </message>
    <message>
        <source>A day is needed</source>
        <translation>请填日期</translation>
    </message>
</context>
<context>
    <name>yigong::CloseSiteDialog</name>
    <message>
        <source>Close %1</source>
        <translation>关闭%1</translation>
    </message>
    <message>
        <source>Close it for good</source>
        <translation>永久关闭</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Nobody is referred there and nobody is added there any more. What was recorded there stays, and former reports count it. It cannot be opened again.</source>
        <translation>以后不能再往这里转诊，也不能再加人。已有的记录都保留，以前的报表照样计入。关闭后不能再开。</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) work there: move them to another site first.</source>
        <translation>
            <numerusform>这里还有 %n 人在岗：请先把他们调到别的机构。</numerusform>
        </translation>
    </message>
    <message>
        <source>merged, moved, shut …</source>
        <translation>合并、搬迁、撤销……</translation>
    </message>
</context>
<context>
    <name>yigong::ClosedFormView</name>
    <message>
        <source>Next follow-up: %1</source>
        <translation>下次随访：%1</translation>
    </message>
    <message>
        <source>Form of %1</source>
        <translation>%1的随访表</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>Closed by</source>
        <translation>填表人</translation>
    </message>
    <message>
        <source>Closed on</source>
        <translation>填表时间</translation>
    </message>
</context>
<context>
    <name>yigong::ClosedHealthFormView</name>
    <message>
        <source>Next: %1</source>
        <translation>下次：%1</translation>
    </message>
    <message>
        <source>%1, edition %2: this program is too old to name its questions</source>
        <translation>%1，%2 版：本程序版本太旧，认不出题目</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Day of the visit</source>
        <translation>随访日期</translation>
    </message>
    <message>
        <source>Closed by</source>
        <translation>完成人</translation>
    </message>
    <message>
        <source>Closed on</source>
        <translation>完成时间</translation>
    </message>
</context>
<context>
    <name>yigong::CodesView</name>
    <message>
        <source>Diagnoses (ICD-10)</source>
        <translation>诊断（ICD-10）</translation>
    </message>
    <message>
        <source>Procedures (ICD-9-CM-3)</source>
        <translation>手术操作（ICD-9-CM-3）</translation>
    </message>
    <message>
        <source>Drugs</source>
        <translation>药品</translation>
    </message>
    <message>
        <source>List</source>
        <translation>编码表</translation>
    </message>
    <message>
        <source>With the program</source>
        <translation>随程序自带</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Last import</source>
        <translation>最近导入</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有导入过</translation>
    </message>
    <message>
        <source>Lists belong to this computer: each computer that needs one imports it.</source>
        <translation>编码表只属于这台电脑：哪台要用，就在哪台导入。</translation>
    </message>
    <message>
        <source>Import from a file</source>
        <translation>从文件导入</translation>
    </message>
    <message>
        <source>Code lists</source>
        <translation>编码表</translation>
    </message>
    <message>
        <source>Import into: %1</source>
        <translation>导入到：%1</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Taking the list in</source>
        <translation>正在导入编码表</translation>
    </message>
    <message>
        <source>The list is in.</source>
        <translation>已导入。</translation>
    </message>
    <message>
        <source>%1 new, %2 changed, %3 as before.</source>
        <translation>新增 %1 条，更改 %2 条，未变 %3 条。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were not taken; the first is line %1: %2</source>
        <translation>
            <numerusform>有 %n 行没有收下；第一处在第 %1 行：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>It is searched from the next sign-in on.</source>
        <translation>下次登录后就能搜到。</translation>
    </message>
</context>
<context>
    <name>yigong::ComparisonCard</name>
    <message>
        <source>missing on this computer</source>
        <translation>本机缺少</translation>
    </message>
    <message>
        <source>only on this computer</source>
        <translation>只有本机有</translation>
    </message>
    <message>
        <source>damaged on this computer</source>
        <translation>本机的已损坏</translation>
    </message>
    <message>
        <source>damaged at the county</source>
        <translation>县平台的已损坏</translation>
    </message>
    <message>
        <source>damaged here and at the county</source>
        <translation>本机与县平台的都已损坏</translation>
    </message>
    <message>
        <source>not the same here and at the county</source>
        <translation>本机与县平台不一致</translation>
    </message>
    <message>
        <source>Alike here and at the county</source>
        <translation>本机与县平台核对</translation>
    </message>
    <message>
        <source>record by record</source>
        <translation>逐条核对</translation>
    </message>
    <message>
        <source>Compare every record</source>
        <translation>逐条核对一遍</translation>
    </message>
    <message>
        <source>Put right</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Last found alike</source>
        <translation>上次核对一致</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未核对</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Comparing; go on working.</source>
        <translation>正在核对，可继续工作。</translation>
    </message>
    <message>
        <source>Not alike</source>
        <translation>不一致</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing unsent is touched when they are put right</source>
        <translation>修复不会动未上传的内容</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::ConflictWords</name>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
</context>
<context>
    <name>yigong::ConflictsView</name>
    <message>
        <source>another site</source>
        <translation>另一家机构</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>等你定</translation>
    </message>
    <message>
        <source>taken: %1</source>
        <translation>取 %1</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>用这个</translation>
    </message>
    <message>
        <source>Entered here</source>
        <translation>本机构填的</translation>
    </message>
    <message>
        <source>Entered elsewhere</source>
        <translation>别处填的</translation>
    </message>
    <message>
        <source>in the record now</source>
        <translation>档案里现在是它</translation>
    </message>
    <message>
        <source>the time is not known</source>
        <translation>时间不详</translation>
    </message>
    <message>
        <source>No conflict waits for you</source>
        <translation>没有等你定的冲突</translation>
    </message>
    <message>
        <source>Where two sites enter two things, it will stand here; nothing is overwritten.</source>
        <translation>两家机构填得不一样时会列在这里，谁填的都不会被盖掉。</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等人定</translation>
    </message>
    <message>
        <source>Which conflicts</source>
        <translation>看哪些冲突</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>None</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开档案</translation>
    </message>
    <message>
        <source>What you choose goes to every site that holds this record. The other value is kept; you can go back at any time.</source>
        <translation>选定后，下次同步会送到持有此档案的每家机构。没选的值也留着，随时可以撤销。</translation>
    </message>
    <message>
        <source>The right value, if neither is</source>
        <translation>都不对时另填</translation>
    </message>
    <message>
        <source>write the right value</source>
        <translation>另填正确的</translation>
    </message>
    <message>
        <source>Use what is written</source>
        <translation>用另填的</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>都不对</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>how you know, e.g. compared with the ID card</source>
        <translation>依据什么，如：本人持身份证来核对</translation>
    </message>
    <message>
        <source>Waiting %1</source>
        <translation>等人定 %1</translation>
    </message>
    <message>
        <source>Settled %1</source>
        <translation>已处理 %1</translation>
    </message>
    <message>
        <source>Which %1 is right?</source>
        <translation>哪个是对的%1？</translation>
    </message>
    <message>
        <source>%1 was settled</source>
        <translation>%1已处理</translation>
    </message>
    <message>
        <source>Both had before:</source>
        <translation>改之前都是</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不详</translation>
    </message>
    <message>
        <source>settled by the rule: the later one</source>
        <translation>按规则取较晚的</translation>
    </message>
    <message>
        <source>settled by %1</source>
        <translation>%1 选定</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%2的%1已定为 %3</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Show the numbers</source>
        <translation>显示号码</translation>
    </message>
    <message>
        <source>Hide the numbers</source>
        <translation>隐藏号码</translation>
    </message>
    <message>
        <source>to be counted</source>
        <translation>要盘点</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>所有机构</translation>
    </message>
    <message>
        <source>About what</source>
        <translation>关于什么</translation>
    </message>
    <message>
        <source>About anything</source>
        <translation>所有内容</translation>
    </message>
    <message>
        <source>Last visits</source>
        <translation>最近就诊</translation>
    </message>
    <message>
        <source>Count it</source>
        <translation>去盘点</translation>
    </message>
    <message>
        <source>What happened to it since the last count</source>
        <translation>上次盘点以来的进出</translation>
    </message>
    <message>
        <source>How many of %1 are there?</source>
        <translation>%1 实有多少？</translation>
    </message>
    <message>
        <source>lot %1</source>
        <translation>批号 %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>有效期至 %1</translation>
    </message>
    <message>
        <source>The ledger says %1:</source>
        <translation>账上是 %1：</translation>
    </message>
    <message>
        <source>more was handed out than it knew of, perhaps by two computers at once. Nothing is lost; count what lies on the shelf.</source>
        <translation>发出的比账上有的多，可能是两台电脑同时发了药。什么都没丢；请点一点货架上还有多少。</translation>
    </message>
    <message>
        <source>the computers did not know of each other, so it may be wrong. Count what lies on the shelf.</source>
        <translation>几台电脑当时互不知情，账可能不准。请点一点货架上还有多少。</translation>
    </message>
    <message>
        <source>%1 counts it</source>
        <translation>由%1盘点</translation>
    </message>
    <message>
        <source>no visit on this computer</source>
        <translation>本机没有就诊记录</translation>
    </message>
</context>
<context>
    <name>yigong::ContractListView</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>签约</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村</translation>
    </message>
    <message>
        <source>Key group</source>
        <translation>重点人群</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Key groups</source>
        <translation>重点人群</translation>
    </message>
    <message>
        <source>Runs until</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Served in a year</source>
        <translation>近一年履约</translation>
    </message>
    <message>
        <source>Still owed</source>
        <translation>待履约</translation>
    </message>
    <message>
        <source>All residents</source>
        <translation>全部居民</translation>
    </message>
    <message>
        <source>Any key group</source>
        <translation>全部重点人群</translation>
    </message>
    <message>
        <source>Key groups signed</source>
        <translation>重点人群签约率</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>履约率</translation>
    </message>
    <message>
        <source>End soon</source>
        <translation>快到期</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>续签</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签约</translation>
    </message>
    <message>
        <source>Enter opens</source>
        <translation>Enter 打开</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>这里没有人</translation>
    </message>
    <message>
        <source>Choose another figure above, or another key group.</source>
        <translation>换一个上面的数字，或换一类人群。</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>全部机构</translation>
    </message>
    <message>
        <source>%1 of %2; of all %3</source>
        <translation>%1 / %2，全体 %3</translation>
    </message>
    <message>
        <source>%1 of %2 due in a year</source>
        <translation>近一年 %1 / %2 项</translation>
    </message>
    <message>
        <source>and not renewed yet</source>
        <translation>30 天内，还没续签</translation>
    </message>
    <message>
        <source>and not signed again</source>
        <translation>到期后没再签</translation>
    </message>
    <message numerus="yes">
        <source>%n signed twice</source>
        <translation>
            <numerusform>%n 人重复签约</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 signed</source>
        <translation>已签 %1 人</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>全部团队</translation>
    </message>
    <message>
        <source>Key groups, not signed</source>
        <translation>重点人群未签约</translation>
    </message>
    <message>
        <source>Something is overdue</source>
        <translation>有逾期未履约</translation>
    </message>
    <message numerus="yes">
        <source>%n resident(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>signed %1</source>
        <translation>%1 签</translation>
    </message>
    <message>
        <source>nothing due yet</source>
        <translation>未到期</translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>逾期 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>%1 前</translation>
    </message>
</context>
<context>
    <name>yigong::ContractWords</name>
    <message>
        <source>Not signed</source>
        <translation>未签约</translation>
    </message>
    <message>
        <source>Begins later</source>
        <translation>未生效</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签约</translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation>快到期</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>Signed twice</source>
        <translation>重复签约</translation>
    </message>
    <message>
        <source>65 and older</source>
        <translation>65 岁及以上</translation>
    </message>
    <message>
        <source>Child 0-6</source>
        <translation>0～6 岁儿童</translation>
    </message>
    <message>
        <source>Hypertension</source>
        <translation>高血压</translation>
    </message>
    <message>
        <source>Diabetes</source>
        <translation>糖尿病</translation>
    </message>
    <message>
        <source>COPD</source>
        <translation>慢阻肺</translation>
    </message>
    <message>
        <source>Tuberculosis</source>
        <translation>肺结核</translation>
    </message>
    <message>
        <source>Severe mental disorder</source>
        <translation>严重精神障碍</translation>
    </message>
    <message>
        <source>Pregnant</source>
        <translation>孕产妇</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>残疾人</translation>
    </message>
    <message>
        <source>Low income</source>
        <translation>低收入</translation>
    </message>
    <message>
        <source>Special family</source>
        <translation>计生特殊家庭</translation>
    </message>
    <message>
        <source>Frail or dying</source>
        <translation>失能或临终</translation>
    </message>
    <message>
        <source>Booked first</source>
        <translation>优先预约</translation>
    </message>
    <message>
        <source>Examined first</source>
        <translation>优先检查</translation>
    </message>
    <message>
        <source>Expert slots kept</source>
        <translation>预留专家号</translation>
    </message>
    <message>
        <source>Long prescription</source>
        <translation>长处方</translation>
    </message>
    <message>
        <source>Prescription of the hospital&apos;s drugs</source>
        <translation>延伸处方</translation>
    </message>
    <message>
        <source>Service at home</source>
        <translation>上门服务</translation>
    </message>
    <message>
        <source>Advice by phone</source>
        <translation>电话咨询</translation>
    </message>
    <message>
        <source>The resident</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>A guardian</source>
        <translation>监护人</translation>
    </message>
    <message>
        <source>The family</source>
        <translation>家属</translation>
    </message>
    <message>
        <source>by fingerprint</source>
        <translation>按手印</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Moved away</source>
        <translation>迁出</translation>
    </message>
    <message>
        <source>Died</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>解约</translation>
    </message>
    <message>
        <source>To another team</source>
        <translation>转到别的团队</translation>
    </message>
    <message>
        <source>Entered in error</source>
        <translation>录入错误</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>nothing due yet</source>
        <translation>未到期</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>visited at home on %1</source>
        <translation>%1 上门</translation>
    </message>
    <message>
        <source>seen on %1</source>
        <translation>%1 就诊</translation>
    </message>
    <message>
        <source>followed up on %1</source>
        <translation>%1 随访</translation>
    </message>
    <message>
        <source>measured on %1</source>
        <translation>%1 测量</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已做</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) overdue</source>
        <translation>
            <numerusform>逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>%1 前</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>错过</translation>
    </message>
    <message>
        <source>another team</source>
        <translation>别的团队</translation>
    </message>
    <message>
        <source>Signed with %1</source>
        <translation>签约 %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>到 %1</translation>
    </message>
</context>
<context>
    <name>yigong::ContractsPage</name>
    <message>
        <source>Sent to the printer</source>
        <translation>已送打印机</translation>
    </message>
</context>
<context>
    <name>yigong::CountDialog</name>
    <message>
        <source>Count %1, lot %2</source>
        <translation>盘点 %1，批号 %2</translation>
    </message>
    <message>
        <source>On the shelf</source>
        <translation>货架上</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The ledger says %1 %2. Count what lies there; nothing is taken or added by this.</source>
        <translation>账上是 %1 %2。请数货架上的实物；盘点本身不增不减。</translation>
    </message>
    <message>
        <source>month&apos;s end, broken, found …</source>
        <translation>月末盘点、破损、找到……</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Keep the count</source>
        <translation>记下盘点</translation>
    </message>
    <message>
        <source>How many?</source>
        <translation>多少？</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>还没数</translation>
    </message>
</context>
<context>
    <name>yigong::DateField</name>
    <message>
        <source>Year-month-day</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>This is not a day; write it like 2025-05-13</source>
        <translation>这不是日期，请写成 2025-05-13</translation>
    </message>
    <message>
        <source>Not before %1</source>
        <translation>不能早于 %1</translation>
    </message>
    <message>
        <source>Not after %1</source>
        <translation>不能晚于 %1</translation>
    </message>
</context>
<context>
    <name>yigong::DepartureDialog</name>
    <message>
        <source>Alive after all</source>
        <translation>误记，本人在世</translation>
    </message>
    <message>
        <source>Is back</source>
        <translation>已返回</translation>
    </message>
    <message>
        <source>Had not moved</source>
        <translation>误记，未迁出</translation>
    </message>
    <message>
        <source>Died</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Moved out</source>
        <translation>迁出</translation>
    </message>
    <message>
        <source>To another village</source>
        <translation>转到别村</translation>
    </message>
    <message>
        <source>What became of %1</source>
        <translation>%1的变动</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>the cause, as told</source>
        <translation>死因，照家属说的写</translation>
    </message>
    <message>
        <source>It is written down in the record of %1</source>
        <translation>已记入%1的档案</translation>
    </message>
</context>
<context>
    <name>yigong::Desktop</name>
    <message>
        <source>Yigong</source>
        <translation>医共</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日工作</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>接诊</translation>
    </message>
    <message>
        <source>Pharmacy</source>
        <translation>药房</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>改密码</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Yigong (training)</source>
        <translation>医共（训练）</translation>
    </message>
    <message>
        <source>Training, made-up people</source>
        <translation>训练，人物均为虚构</translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation>没有办成</translation>
    </message>
    <message>
        <source>I see</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Switch person</source>
        <translation>换人</translation>
    </message>
    <message>
        <source>The data on this computer is now encrypted</source>
        <translation>本机数据已加密</translation>
    </message>
    <message>
        <source>Each password of this computer opens it. If all are forgotten, only this recovery key does. Write it down and keep it away from the computer; it is not shown again.</source>
        <translation>本机任何一个人的密码都能打开。若都忘了，只有这把恢复密钥能打开。请抄下来，不要和电脑放在一起；此后不再显示。</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>The screen is locked. What was begun is kept; synchronising goes on.</source>
        <translation>已锁屏。正在做的都还在，同步继续进行。</translation>
    </message>
    <message>
        <source>Lock the screen (Ctrl+L)</source>
        <translation>锁屏 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Oversight</source>
        <translation>监督</translation>
    </message>
    <message>
        <source>Something you have begun is not saved yet. Save or leave it, then start anew.</source>
        <translation>你有尚未保存的内容。请先保存或放弃，再重新启动。</translation>
    </message>
    <message>
        <source>Version %1 is ready</source>
        <translation>新版本 %1 已备好</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>随访</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>签约</translation>
    </message>
</context>
<context>
    <name>yigong::DevicesView</name>
    <message>
        <source>not known now</source>
        <translation>现在不清楚</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>backed up %1</source>
        <translation>已备份 %1</translation>
    </message>
    <message>
        <source>revoked %1</source>
        <translation>%1 吊销</translation>
    </message>
    <message numerus="yes">
        <source>silent for %n day(s)</source>
        <translation>
            <numerusform>%n 天没有联系</numerusform>
        </translation>
    </message>
    <message>
        <source>enrolled</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Records at the county</source>
        <translation>县里已收到</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1 is revoked; the county platform hears of it with the next synchronisation</source>
        <translation>已吊销%1；下次同步时县平台就会知道</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>No computer here</source>
        <translation>这里没有电脑</translation>
    </message>
    <message>
        <source>A code (Ctrl+N) lets a laptop join the county.</source>
        <translation>生成接入码（Ctrl+N），电脑就能加入本县。</translation>
    </message>
    <message>
        <source>Find a computer</source>
        <translation>找电脑</translation>
    </message>
    <message>
        <source>site, letter or name</source>
        <translation>机构、字母或名称</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>久未联系</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>Which computers</source>
        <translation>哪些电脑</translation>
    </message>
    <message>
        <source>Code for a laptop</source>
        <translation>生成接入码</translation>
    </message>
    <message>
        <source>A code for a laptop</source>
        <translation>为一台电脑生成接入码</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>换一台</translation>
    </message>
    <message>
        <source>Enrol it again</source>
        <translation>重新接入</translation>
    </message>
    <message>
        <source>It is lost …</source>
        <translation>丢失了…</translation>
    </message>
    <message>
        <source>A laptop in the place of %1</source>
        <translation>换下%1</translation>
    </message>
    <message>
        <source>Enrol %1 again</source>
        <translation>%1重新接入</translation>
    </message>
    <message>
        <source>Last contacts are not known now.</source>
        <translation>现在不清楚最近联系情况。</translation>
    </message>
    <message numerus="yes">
        <source>%n computer(s)</source>
        <translation>
            <numerusform>共 %n 台</numerusform>
        </translation>
    </message>
    <message>
        <source>No computer is chosen</source>
        <translation>还没有选电脑</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>接入时间</translation>
    </message>
    <message>
        <source>Newest record</source>
        <translation>最新记录</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Revoked because</source>
        <translation>吊销原因</translation>
    </message>
    <message>
        <source>The code of %1</source>
        <translation>%1的接入码</translation>
    </message>
    <message>
        <source>Typed at the laptop, it joins the county. It is good once, until %1, and is not shown again.</source>
        <translation>在那台电脑上输入，就加入本县。只能用一次，%1 前有效，不会再显示。</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>接入码</translation>
    </message>
    <message>
        <source>Site: %1</source>
        <translation>机构：%1</translation>
    </message>
    <message>
        <source>Good until: %1</source>
        <translation>有效期至：%1</translation>
    </message>
</context>
<context>
    <name>yigong::DiagnosisRow</name>
    <message>
        <source>Add a diagnosis</source>
        <translation>加诊断</translation>
    </message>
    <message>
        <source>Add: name, initials or code</source>
        <translation>加诊断：名称、首字母或编码</translation>
    </message>
    <message>
        <source>main</source>
        <translation>主要</translation>
    </message>
</context>
<context>
    <name>yigong::Dialog</name>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Write the reason, at least two characters</source>
        <translation>请写理由，至少两个字</translation>
    </message>
</context>
<context>
    <name>yigong::DrugLines</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
    <message>
        <source>Name, times a day, dose: 氨氯地平 1 5mg</source>
        <translation>药名 每日次数 每次用量，如：氨氯地平 1 5mg</translation>
    </message>
</context>
<context>
    <name>yigong::EditDialog</name>
    <message>
        <source>Change the record of %1</source>
        <translation>改 %1 的档案</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>yigong::EndContractDialog</name>
    <message>
        <source>End the contract with %1</source>
        <translation>解除与 %1 的签约</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>解约</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>It ends today. What was served stays counted.</source>
        <translation>今天起结束。已经做的服务仍然算数。</translation>
    </message>
</context>
<context>
    <name>yigong::FollowUpHistory</name>
    <message>
        <source>Over time</source>
        <translation>变化趋势</translation>
    </message>
    <message>
        <source>← → choose</source>
        <translation>← → 选择</translation>
    </message>
    <message>
        <source>Closed follow-ups</source>
        <translation>历次随访</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>随访人</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No follow-up was closed yet</source>
        <translation>还没有随访记录</translation>
    </message>
    <message>
        <source>F6 begins the first one.</source>
        <translation>按 F6 开始第一次随访。</translation>
    </message>
    <message>
        <source>Esc back</source>
        <translation>Esc 返回</translation>
    </message>
    <message>
        <source>Blank form</source>
        <translation>空白表</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>随访</translation>
    </message>
    <message numerus="yes">
        <source>%n form(s)</source>
        <translation>
            <numerusform>%n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Corrected already: correct the form that took its place</source>
        <translation>这张已更正，请更正取代它的那一张</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>更正表</translation>
    </message>
    <message>
        <source>Form, and what was found</source>
        <translation>表单和结果</translation>
    </message>
    <message>
        <source>Other form</source>
        <translation>其他表</translation>
    </message>
</context>
<context>
    <name>yigong::FollowUpPage</name>
    <message>
        <source>Noted in the plan</source>
        <translation>已记入随访计划</translation>
    </message>
    <message>
        <source>Enter next</source>
        <translation>Enter 下一项</translation>
    </message>
    <message>
        <source>= as last time</source>
        <translation>= 同上次</translation>
    </message>
    <message>
        <source>Close, and the next one</source>
        <translation>完成，看下一位</translation>
    </message>
    <message>
        <source>What was typed into it is not kept.</source>
        <translation>已填的内容不会保留。</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续填写</translation>
    </message>
    <message>
        <source>Once closed it is never changed, only corrected</source>
        <translation>完成后不能改动，只能更正</translation>
    </message>
    <message>
        <source>Still to ask:</source>
        <translation>还差：</translation>
    </message>
    <message>
        <source>Is this as it was?</source>
        <translation>确实如此吗？</translation>
    </message>
    <message>
        <source>Yes, close it</source>
        <translation>确认，完成</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再看看</translation>
    </message>
    <message>
        <source>%1: %2, next on %3</source>
        <translation>%1：%2，下次 %3</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>已送打印</translation>
    </message>
    <message>
        <source>Why is this form corrected?</source>
        <translation>为什么更正这张随访表？</translation>
    </message>
    <message>
        <source>The form that was closed stays readable, with who corrected it and why.</source>
        <translation>原来的表仍可查看，并注明由谁、为什么更正。</translation>
    </message>
    <message>
        <source>Close the correction</source>
        <translation>完成更正</translation>
    </message>
    <message numerus="yes">
        <source>%n later conclusion(s) changed by it</source>
        <translation>
            <numerusform>后面有 %n 条判定随之改变</numerusform>
        </translation>
    </message>
    <message>
        <source>So far</source>
        <translation>历次</translation>
    </message>
    <message>
        <source>Corrects the form of %1, which stays readable</source>
        <translation>更正 %1的随访表，原表仍可查看</translation>
    </message>
    <message>
        <source>%1: ended</source>
        <translation>%1：已结束管理</translation>
    </message>
    <message>
        <source>%1: take them into its program first</source>
        <translation>%1：请先纳入对应的项目</translation>
    </message>
    <message>
        <source>next: %1, %2</source>
        <translation>下次：%1，%2</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Other form</source>
        <translation>其他表</translation>
    </message>
    <message>
        <source>Leave this form?</source>
        <translation>离开这张表？</translation>
    </message>
</context>
<context>
    <name>yigong::FollowUpSheet</name>
    <message>
        <source>Asked today</source>
        <translation>本次要问</translation>
    </message>
    <message>
        <source>Last time, %1</source>
        <translation>上次 %1</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>随访</translation>
    </message>
    <message>
        <source>Glucose</source>
        <translation>血糖</translation>
    </message>
    <message>
        <source>at any hour</source>
        <translation>餐后或随机</translation>
    </message>
    <message>
        <source>Symptoms</source>
        <translation>症状</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>不良反应</translation>
    </message>
    <message>
        <source>new or worse complication</source>
        <translation>新的或加重的并发症</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>体重</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>height</source>
        <translation>身高</translation>
    </message>
    <message>
        <source>Hypoglycaemia</source>
        <translation>低血糖反应</translation>
    </message>
    <message>
        <source>Foot pulse</source>
        <translation>足背动脉</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下次随访</translation>
    </message>
    <message>
        <source>As last time, unless it changed</source>
        <translation>沿用上次，有变再改</translation>
    </message>
    <message>
        <source>Drugs</source>
        <translation>用药</translation>
    </message>
    <message>
        <source>Insulin</source>
        <translation>胰岛素</translation>
    </message>
    <message>
        <source>Adherence</source>
        <translation>服药</translation>
    </message>
    <message>
        <source>follows advice</source>
        <translation>遵医</translation>
    </message>
    <message>
        <source>Smoking</source>
        <translation>吸烟</translation>
    </message>
    <message>
        <source>drinking</source>
        <translation>饮酒</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>运动</translation>
    </message>
    <message>
        <source>Salt</source>
        <translation>摄盐</translation>
    </message>
    <message>
        <source>Staple food</source>
        <translation>主食</translation>
    </message>
    <message>
        <source>Mind</source>
        <translation>心理调整</translation>
    </message>
    <message>
        <source>Where there is something</source>
        <translation>有则填写</translation>
    </message>
    <message>
        <source>Danger signs</source>
        <translation>危险情况</translation>
    </message>
    <message>
        <source>Pregnant</source>
        <translation>妊娠或哺乳</translation>
    </message>
    <message>
        <source>Other symptoms</source>
        <translation>其他症状</translation>
    </message>
    <message>
        <source>Reaction, in words</source>
        <translation>不良反应说明</translation>
    </message>
    <message>
        <source>Complication, in words</source>
        <translation>并发症说明</translation>
    </message>
    <message>
        <source>Adjustment</source>
        <translation>用药调整</translation>
    </message>
    <message>
        <source>HbA1c</source>
        <translation>糖化血红蛋白</translation>
    </message>
    <message>
        <source>tested on</source>
        <translation>检查日期</translation>
    </message>
    <message>
        <source>Waist</source>
        <translation>腰围</translation>
    </message>
    <message>
        <source>BMI goal</source>
        <translation>目标 BMI</translation>
    </message>
    <message>
        <source>Other signs</source>
        <translation>其他体征</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>辅助检查</translation>
    </message>
    <message>
        <source>Referral, why</source>
        <translation>转诊原因</translation>
    </message>
    <message>
        <source>Referral, where</source>
        <translation>转诊机构</translation>
    </message>
    <message>
        <source>Contact there</source>
        <translation>转诊联系人</translation>
    </message>
    <message>
        <source>Last referral</source>
        <translation>上次转诊</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Day of the visit</source>
        <translation>随访日期</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>heart rate</source>
        <translation>心率</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>看不懂</translation>
    </message>
    <message>
        <source>Is this right?</source>
        <translation>是否有误？</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>必填</translation>
    </message>
</context>
<context>
    <name>yigong::FollowUpSide</name>
    <message>
        <source>The rule</source>
        <translation>规范要点</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>看</translation>
    </message>
    <message>
        <source>The rule and its source</source>
        <translation>规范要点和出处</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>measured first, then judged</source>
        <translation>测量后判定</translation>
    </message>
    <message>
        <source>Next follow-up by %1</source>
        <translation>最迟 %1 随访</translation>
    </message>
    <message>
        <source>Ask by %1 whether they came</source>
        <translation>%1前核实是否到位</translation>
    </message>
    <message>
        <source>Otherwise than closed</source>
        <translation>与当时判定不同</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>变化趋势</translation>
    </message>
</context>
<context>
    <name>yigong::FormMenu</name>
    <message>
        <source>%1 (due)</source>
        <translation>%1（该填）</translation>
    </message>
    <message>
        <source>Programs of this resident …</source>
        <translation>这位居民的项目…</translation>
    </message>
</context>
<context>
    <name>yigong::FormSectionCard</name>
    <message>
        <source>from today&apos;s visit</source>
        <translation>来自今天接诊</translation>
    </message>
    <message>
        <source>I examined the rest: nothing abnormal</source>
        <translation>其余都查过，未见异常</translation>
    </message>
    <message>
        <source>Take them back</source>
        <translation>撤回</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) entered as normal: change what was not looked at</source>
        <translation>
            <numerusform>%n 项按未见异常填入，没查的请改掉</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::FulfilmentBar</name>
    <message>
        <source>%1 of %2 done</source>
        <translation>%2 项中已做 %1 项</translation>
    </message>
    <message>
        <source>one by %1</source>
        <translation>%1 前一项</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::HealthFormEditor</name>
    <message>
        <source>Other form</source>
        <translation>其他表</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>历次</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Enter next</source>
        <translation>Enter 下一项</translation>
    </message>
    <message>
        <source>PgDn section</source>
        <translation>PgDn 下一节</translation>
    </message>
    <message>
        <source>= as last time</source>
        <translation>= 同上次</translation>
    </message>
    <message>
        <source>Close the correction</source>
        <translation>完成更正</translation>
    </message>
    <message>
        <source>Close the form</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Corrects the form of %1, which stays readable</source>
        <translation>更正 %1 的表，原表仍可查看</translation>
    </message>
    <message>
        <source>Once closed it is never changed, only corrected</source>
        <translation>完成后不能改，只能更正</translation>
    </message>
    <message>
        <source>Still to ask:</source>
        <translation>还要问：</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> 等，另 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Why is this form corrected?</source>
        <translation>为什么更正这张表？</translation>
    </message>
    <message>
        <source>The form that was closed stays readable, with who corrected it and why.</source>
        <translation>原表仍可查看，并注明谁更正、为什么。</translation>
    </message>
    <message>
        <source>Is this as it was?</source>
        <translation>核对一下</translation>
    </message>
    <message>
        <source>Yes, close it</source>
        <translation>无误，完成</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再看看</translation>
    </message>
    <message>
        <source>%1 %2: usually %3 to %4</source>
        <translation>%1 %2：一般在 %3–%4</translation>
    </message>
</context>
<context>
    <name>yigong::HealthFormSheet</name>
    <message>
        <source>Last time, %1</source>
        <translation>上次 %1</translation>
    </message>
    <message>
        <source>Day of the visit</source>
        <translation>随访日期</translation>
    </message>
    <message>
        <source>Next, on</source>
        <translation>下次日期</translation>
    </message>
    <message>
        <source>empty: as the rule says</source>
        <translation>不填则按规则</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>看不懂</translation>
    </message>
    <message>
        <source>usually %1 to %2: is this right?</source>
        <translation>一般在 %1–%2，对吗？</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>必填</translation>
    </message>
</context>
<context>
    <name>yigong::HealthFormSide</name>
    <message>
        <source>Ask by %1 whether they came</source>
        <translation>%1前核实是否到位</translation>
    </message>
    <message>
        <source>The rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The rule and its source</source>
        <translation>规则及出处</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>历次</translation>
    </message>
    <message>
        <source>This is the first form of its kind.</source>
        <translation>这是第一张。</translation>
    </message>
    <message>
        <source>answered first, then judged</source>
        <translation>填好后判断</translation>
    </message>
    <message>
        <source>No form follows: the program ends.</source>
        <translation>后面没有要填的表。</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>下次：%1</translation>
    </message>
</context>
<context>
    <name>yigong::HeldWords</name>
    <message>
        <source>Resident&apos;s card</source>
        <translation>居民信息</translation>
    </message>
    <message>
        <source>Allergy</source>
        <translation>过敏</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Prescription</source>
        <translation>处方</translation>
    </message>
    <message>
        <source>Handing out</source>
        <translation>发药</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>药品批号</translation>
    </message>
    <message>
        <source>Stock paper</source>
        <translation>库存单据</translation>
    </message>
    <message>
        <source>Stock move</source>
        <translation>库存进出</translation>
    </message>
    <message>
        <source>Stock count</source>
        <translation>盘点</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>Step of a referral</source>
        <translation>转诊进展</translation>
    </message>
    <message>
        <source>Plan after a hospital stay</source>
        <translation>出院后计划</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Settled conflict</source>
        <translation>冲突处理</translation>
    </message>
    <message>
        <source>Opened for a reason</source>
        <translation>紧急查阅</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>登记码</translation>
    </message>
    <message>
        <source>Class of a drug</source>
        <translation>药品类别</translation>
    </message>
    <message>
        <source>something of a newer program</source>
        <translation>新版程序的内容</translation>
    </message>
    <message>
        <source>Entry %1</source>
        <translation>第 %1 条</translation>
    </message>
    <message>
        <source>Everything of this computer is at the county.</source>
        <translation>本机的记录都已上传到县里。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) have not left this computer</source>
        <translation>
            <numerusform>%n 条记录还没上传</numerusform>
        </translation>
    </message>
    <message>
        <source>, since %1.</source>
        <translation>，从 %1 起。</translation>
    </message>
    <message>
        <source>Nothing was given back.</source>
        <translation>没有被退回的。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were not taken: Enter says why.</source>
        <translation>
            <numerusform>%n 条没有被接收：回车看原因。</numerusform>
        </translation>
    </message>
    <message>
        <source>There was no complete exchange with the county yet.</source>
        <translation>还没有和县里完整交换过。</translation>
    </message>
    <message>
        <source>Last complete exchange with the county: %1.</source>
        <translation>上次和县里完整交换：%1。</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Side of a conflict</source>
        <translation>冲突的一方</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are not alike here and at the county.</source>
        <translation>
            <numerusform>本机与县平台有 %n 条记录不一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>Found alike here and at the county: %1.</source>
        <translation>与县平台核对一致：%1。</translation>
    </message>
</context>
<context>
    <name>yigong::HouseholdCard</name>
    <message>
        <source>small child</source>
        <translation>幼儿</translation>
    </message>
    <message>
        <source>old and alone</source>
        <translation>老年独居</translation>
    </message>
    <message>
        <source>80 or older</source>
        <translation>80 岁以上</translation>
    </message>
    <message>
        <source>mental illness</source>
        <translation>严重精神障碍</translation>
    </message>
    <message>
        <source>disability</source>
        <translation>智力或精神残疾</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Looked after by</source>
        <translation>照料人</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>家庭成员</translation>
    </message>
    <message>
        <source>In no household</source>
        <translation>还没有家庭</translation>
    </message>
    <message>
        <source>Make one with this resident as its head, or add them to another&apos;s.</source>
        <translation>以此人为户主建户，或到别家把此人加进去。</translation>
    </message>
    <message>
        <source>Make a household</source>
        <translation>建户</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>加成员</translation>
    </message>
    <message>
        <source>Who looks after them</source>
        <translation>照料人</translation>
    </message>
    <message>
        <source>Is the head now</source>
        <translation>改为户主</translation>
    </message>
    <message>
        <source>Left the household</source>
        <translation>离开本户</translation>
    </message>
    <message>
        <source>nobody said</source>
        <translation>没有照料人</translation>
    </message>
    <message>
        <source>relation not said</source>
        <translation>未写与户主关系</translation>
    </message>
    <message numerus="yes">
        <source>looks after %n</source>
        <translation>
            <numerusform>照料 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Deceased</source>
        <translation>已故</translation>
    </message>
    <message>
        <source>Moved out</source>
        <translation>迁出</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>户主</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>The household is made</source>
        <translation>已建户</translation>
    </message>
    <message>
        <source>The household has a new member</source>
        <translation>已加入本户</translation>
    </message>
    <message>
        <source>%1 is in no household now</source>
        <translation>%1已离开本户</translation>
    </message>
    <message>
        <source>%1 is the head now</source>
        <translation>户主改为%1</translation>
    </message>
    <message>
        <source>What is the former head to them? e.g. 父亲</source>
        <translation>原户主是新户主的什么人？例如：父亲</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Who looks after %1</source>
        <translation>谁照料%1</translation>
    </message>
    <message>
        <source>It is written down</source>
        <translation>已登记</translation>
    </message>
</context>
<context>
    <name>yigong::InviteDialog</name>
    <message>
        <source>Make a code</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Name of the laptop</source>
        <translation>电脑名称</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>The former one is revoked as soon as the new one has joined. What it has not sent gets in when it is enrolled again.</source>
        <translation>新电脑一加入，旧的就吊销。旧电脑还没上传的，重新接入后仍能收下。</translation>
    </message>
    <message>
        <source>It goes on under new keys, with all that it holds; what it has not sent gets in then.</source>
        <translation>换新密钥继续用，里面的都还在；还没上传的，到时也能收下。</translation>
    </message>
    <message>
        <source>name, initials or code</source>
        <translation>名称、首字母或代码</translation>
    </message>
    <message>
        <source>how people there call it</source>
        <translation>那里的人怎么叫它</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Pick the site from the list.</source>
        <translation>请从列表里选机构。</translation>
    </message>
    <message>
        <source>1 to 336 hours</source>
        <translation>1 到 336 小时</translation>
    </message>
</context>
<context>
    <name>yigong::JoinPage</name>
    <message>
        <source>Join a county</source>
        <translation>加入一个县</translation>
    </message>
    <message>
        <source>There is no data on this computer yet. The county&apos;s administrator gives you a one-time code and the address of the county platform.</source>
        <translation>这台电脑还没有数据。请向县里的管理员要一次性接入码和县平台的地址。</translation>
    </message>
    <message>
        <source>County platform</source>
        <translation>县平台</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>接入码</translation>
    </message>
    <message>
        <source>six groups of five, from the county&apos;s paper</source>
        <translation>县里给的纸上，六组，每组五个字符</translation>
    </message>
    <message>
        <source>Name of this laptop</source>
        <translation>这台电脑叫什么</translation>
    </message>
    <message>
        <source>as the code says, if empty</source>
        <translation>不填就用接入码里的</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1还没有填。</translation>
    </message>
    <message>
        <source>1 of 4: making the encrypted store …</source>
        <translation>第 1 步，共 4 步：建加密数据库……</translation>
    </message>
    <message>
        <source>2 of 4: recognising the county platform …</source>
        <translation>第 2 步，共 4 步：认县平台……</translation>
    </message>
    <message>
        <source>3 of 4: fetching the records of the site …</source>
        <translation>第 3 步，共 4 步：取本机构的记录……</translation>
    </message>
    <message>
        <source>4 of 4: checking the password …</source>
        <translation>第 4 步，共 4 步：核对密码……</translation>
    </message>
    <message>
        <source>This computer: %1, letter %2</source>
        <translation>这台电脑：%1，字母 %2</translation>
    </message>
    <message>
        <source>Not all records are here yet; the rest comes with the next synchronisation.</source>
        <translation>记录还没有取全，其余下次同步时到。</translation>
    </message>
    <message>
        <source>This computer has joined the county</source>
        <translation>这台电脑已加入本县</translation>
    </message>
    <message>
        <source>If all passwords are forgotten, only this recovery key opens the data on this computer. Write it down or print it and keep it away from the computer; it is not shown again.</source>
        <translation>如果密码都忘了，只有这个恢复密钥能打开这台电脑的数据。请抄下或打印，放在别处；不会再显示。</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>This is not a code as the county prints it: six groups of five letters and digits. Nothing was changed; compare it with the paper.</source>
        <translation>这不是县里给的接入码：应为六组字母和数字，每组五个。什么都没改；请对照纸上的。</translation>
    </message>
    <message>
        <source>No line: by stick …</source>
        <translation>没有网络，用 U 盘接入…</translation>
    </message>
    <message>
        <source>Which stick?</source>
        <translation>选择 U 盘</translation>
    </message>
    <message>
        <source>The request is on the stick: %1. Take it to the township or the county, where it is answered (Sync, Carry for villages). When the stick is back, press the same button again, with the same code, login and password.</source>
        <translation>申请已写入 U 盘：%1。请把 U 盘带到乡镇卫生院或县里，在“同步”页点“替村里捎带”即可取回答复。U 盘带回后，用同样的接入码、账号和密码再点一次此按钮。</translation>
    </message>
    <message>
        <source>The county&apos;s answer on the stick is cut or damaged. Nothing was changed here; have it carried once more, then press the same button again.</source>
        <translation>U 盘上县里的答复不完整或已损坏。本机没有任何改动；请重新带一次，再点同一按钮。</translation>
    </message>
    <message>
        <source>The answer on the stick is not of the county of this code. Nothing was changed; tell the county.</source>
        <translation>U 盘上的答复不是此接入码所属的县发出的。本机没有任何改动；请告知县里。</translation>
    </message>
</context>
<context>
    <name>yigong::LeftDialog</name>
    <message>
        <source>%1 has left</source>
        <translation>%1离职</translation>
    </message>
    <message>
        <source>Has left</source>
        <translation>登记离职</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>They sign in nowhere any more, from the next synchronisation of each computer on. What they wrote stays theirs. It cannot be taken back.</source>
        <translation>各台电脑下次同步后，此人在哪里都不能再登录。写过的记录仍归此人名下。登记后不能撤回。</translation>
    </message>
    <message>
        <source>Which day?</source>
        <translation>哪一天？</translation>
    </message>
</context>
<context>
    <name>yigong::LineEditor</name>
    <message>
        <source>Single dose</source>
        <translation>每次</translation>
    </message>
    <message>
        <source>Times a day</source>
        <translation>每日次数</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>用法说明</translation>
    </message>
    <message>
        <source>Hand out here</source>
        <translation>本室发药</translation>
    </message>
    <message>
        <source>after breakfast …</source>
        <translation>早饭后……</translation>
    </message>
</context>
<context>
    <name>yigong::LogFiles</name>
    <message>
        <source>Log of reads</source>
        <translation>查阅日志</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
</context>
<context>
    <name>yigong::LogView</name>
    <message>
        <source>nobody signed in</source>
        <translation>无人登录</translation>
    </message>
    <message>
        <source>a resident</source>
        <translation>一位居民</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Nothing of that in the log</source>
        <translation>日志里没有这样的</translation>
    </message>
    <message>
        <source>Other days, or fewer conditions.</source>
        <translation>换个日期，或者少设些条件。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Resident&apos;s ID or record number</source>
        <translation>居民的证件号或档案号</translation>
    </message>
    <message>
        <source>who looked at them: ID or record number</source>
        <translation>谁看过此人：输入证件号或档案号</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Only this resident</source>
        <translation>只看这位居民</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Only the log of this computer.</source>
        <translation>只有这台电脑的日志。</translation>
    </message>
    <message>
        <source>No resident has this number.</source>
        <translation>没有居民是这个号码。</translation>
    </message>
    <message numerus="yes">
        <source>The newest %n; there are more</source>
        <translation>
            <numerusform>最新 %n 条，还有更多</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>All residents</source>
        <translation>所有居民</translation>
    </message>
    <message>
        <source>one resident</source>
        <translation>一位居民</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>导出日志</translation>
    </message>
    <message>
        <source>log.xlsx</source>
        <translation>查阅日志.xlsx</translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;CSV (*.csv)</source>
        <translation>Excel (*.xlsx);;CSV (*.csv)</translation>
    </message>
</context>
<context>
    <name>yigong::LostLaptopView</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>What is known of it</source>
        <translation>已知情况</translation>
    </message>
    <message>
        <source>Whoever finds it cannot read it.</source>
        <translation>捡到的人看不到里面的内容。</translation>
    </message>
    <message>
        <source>Its data is encrypted and opens to the passwords of its own staff only. Revoke it, and let those who worked on it choose other passwords if one may have been written down with it.</source>
        <translation>数据是加密的，只有本机构人员的密码才能打开。请吊销它；如果密码可能和电脑写在一起，请让用过的人都换密码。</translation>
    </message>
    <message>
        <source>Revoke it</source>
        <translation>吊销</translation>
    </message>
    <message>
        <source>stolen from the car, left on the bus …</source>
        <translation>车上被偷、落在客车上……</translation>
    </message>
    <message>
        <source>Revoke this laptop</source>
        <translation>吊销这台电脑</translation>
    </message>
    <message>
        <source>Lost: %1</source>
        <translation>丢失：%1</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>吊销%1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>The county platform does not answer just now. You can revoke it all the same.</source>
        <translation>县平台现在没有回应。仍可以吊销。</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>存有</translation>
    </message>
    <message numerus="yes">
        <source>%n resident(s)</source>
        <translation>
            <numerusform>%n 位居民</numerusform>
        </translation>
    </message>
    <message>
        <source>of its site and shared with it, with their visits, referrals and stock</source>
        <translation>本机构的和共享来的，连同就诊、转诊和药品库存</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>The county has</source>
        <translation>县里已有</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>the newest written %1</source>
        <translation>最新一条写于 %1</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>kept at the county, waiting for a person</source>
        <translation>留在县里，等人处理</translation>
    </message>
    <message>
        <source>At most missing</source>
        <translation>最多缺</translation>
    </message>
    <message>
        <source>all that was written on it</source>
        <translation>在上面写过的全部</translation>
    </message>
    <message>
        <source>what was written on it after %1: how much, nobody knows; ask those who worked on it</source>
        <translation>%1 之后写的：有多少不知道，请问用过它的人</translation>
    </message>
    <message>
        <source>Revoke %1?</source>
        <translation>吊销%1吗？</translation>
    </message>
    <message>
        <source>The county platform takes nothing more of it from the next synchronisation on. If it is found, it is enrolled again, and what it has not sent gets in then.</source>
        <translation>从下次同步起，县平台不再收它的任何东西。如果找到了，重新接入后，还没上传的仍能收下。</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>先不</translation>
    </message>
</context>
<context>
    <name>yigong::MissingFilter</name>
    <message>
        <source>What files lack</source>
        <translation>档案缺失项目</translation>
    </message>
    <message>
        <source>Whatever their file lacks</source>
        <translation>档案：全部</translation>
    </message>
    <message>
        <source>Something missing (%1)</source>
        <translation>有缺项（%1）</translation>
    </message>
    <message>
        <source>Missing %1 (%2)</source>
        <translation>缺 %1（%2）</translation>
    </message>
    <message>
        <source>Files complete %1 %, in use %2 %</source>
        <translation>档案完整 %1 %，动态使用 %2 %</translation>
    </message>
</context>
<context>
    <name>yigong::MoveDialog</name>
    <message>
        <source>Move %1 to another site</source>
        <translation>%1调到别的机构</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>调动</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Works at %1 now. At the next synchronisation they can no longer open that computer, and can sign in at the new site.</source>
        <translation>现在在%1。下次同步后不能再打开那里的电脑，可以在新机构登录。</translation>
    </message>
    <message>
        <source>name, initials or code</source>
        <translation>名称、首字母或代码</translation>
    </message>
    <message>
        <source>Pick the site from the list.</source>
        <translation>请从列表里选机构。</translation>
    </message>
</context>
<context>
    <name>yigong::MoveSiteDialog</name>
    <message>
        <source>Move %1 to another township</source>
        <translation>把%1移到另一个乡镇</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>It lies below %1 now. Its code and its short numbers stay. Its records come to the new township with the next synchronisation, and leave the computers of the old one.</source>
        <translation>现属%1。区划代码和短号不变。下次同步时，它的记录会到新的乡镇，并从原乡镇的电脑上移走。</translation>
    </message>
    <message>
        <source>name, initials or code</source>
        <translation>名称、首字母或代码</translation>
    </message>
    <message>
        <source>Pick the township from the list.</source>
        <translation>请从列表里选乡镇。</translation>
    </message>
</context>
<context>
    <name>yigong::NumberField</name>
    <message>
        <source>This is not a number</source>
        <translation>这不是数字</translation>
    </message>
    <message>
        <source>%1 is at most %2, please check</source>
        <translation>%1最多 %2，请核对</translation>
    </message>
    <message>
        <source>%1 is at least %2, please check</source>
        <translation>%1最少 %2，请核对</translation>
    </message>
</context>
<context>
    <name>yigong::OversightPage</name>
    <message>
        <source>What is overseen</source>
        <translation>监督内容</translation>
    </message>
    <message>
        <source>Oversight</source>
        <translation>监督</translation>
    </message>
    <message>
        <source>Who read what</source>
        <translation>谁看了什么</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写到 %1</translation>
    </message>
    <message>
        <source>Unusual reading</source>
        <translation>异常查阅</translation>
    </message>
    <message>
        <source>Opened for a reason</source>
        <translation>紧急查阅</translation>
    </message>
</context>
<context>
    <name>yigong::PackageCard</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 of %2 parts are whole, %3 entries of it were read. Have it written again.</source>
        <translation>%2 段中有 %1 段完整，已读入 %3 条。请让对方重新写一份。</translation>
    </message>
    <message>
        <source>This is no package. Nothing was read.</source>
        <translation>这不是数据包，什么也没有读入。</translation>
    </message>
    <message>
        <source>It was written by a newer version. Nothing was read; install that version.</source>
        <translation>它由更新的版本写成，什么也没有读入；请安装新版本。</translation>
    </message>
    <message>
        <source>It is damaged, and nothing of it could be read. Have it written again.</source>
        <translation>文件已损坏，读不出内容。请让对方重新写一份。</translation>
    </message>
    <message>
        <source>For the county platform, from %1. Take it there; nothing was changed.</source>
        <translation>由 %1 写给县平台，请带到那里；这里没有任何改动。</translation>
    </message>
    <message>
        <source>For %1. Take it there; nothing was changed.</source>
        <translation>这是给 %1 的，请带到那里；这里没有任何改动。</translation>
    </message>
    <message>
        <source>The county has revoked that computer: nothing more of it is taken.</source>
        <translation>县里已注销那台电脑，不再接收它的数据。</translation>
    </message>
    <message>
        <source>Its signature does not fit. Nothing was changed; tell the county.</source>
        <translation>签名不符，没有任何改动；请告诉县里。</translation>
    </message>
    <message>
        <source>It does not fit this computer any more. Write a stick here, take it to the county, and read what is written then.</source>
        <translation>它与这台电脑已对不上。请在这里写一次 U 盘，带到县里，再读入届时写回的数据包。</translation>
    </message>
    <message>
        <source>That computer was restored or copied. Nothing is lost; ask the county.</source>
        <translation>那台电脑的数据曾被还原或复制。没有丢失任何内容；请询问县里。</translation>
    </message>
    <message>
        <source>It was not taken (%1). The package is as it was; try again later.</source>
        <translation>没有被接收（%1）。数据包原样未动，请稍后再试。</translation>
    </message>
    <message>
        <source>Read, %1 records are new or changed. There is more: read the next one too.</source>
        <translation>已读入，%1 条记录有新增或改动。还有后续，请再读下一个。</translation>
    </message>
    <message>
        <source>Read, %1 records are new or changed.</source>
        <translation>已读入，%1 条记录有新增或改动。</translation>
    </message>
    <message>
        <source>Read, nothing in it was new.</source>
        <translation>已读入，没有新内容。</translation>
    </message>
    <message>
        <source>Read before; nothing was changed.</source>
        <translation>以前读过，没有任何改动。</translation>
    </message>
    <message>
        <source>Package %1 is missing before it. Nothing was changed; read that one first.</source>
        <translation>缺少它之前的第 %1 号数据包。没有任何改动；请先读那一个。</translation>
    </message>
    <message>
        <source>It goes on from what is not here. Nothing was changed; write a stick here, take it to the county, and read what is written then.</source>
        <translation>它所接续的内容这里没有。没有任何改动；请在这里写一次 U 盘，带到县里，再读入届时写回的数据包。</translation>
    </message>
    <message>
        <source>Older than what is here already; nothing was changed.</source>
        <translation>比这里已有的内容更旧，没有任何改动。</translation>
    </message>
    <message>
        <source>The county has taken it, %1 entries were new.</source>
        <translation>县里已接收，其中 %1 条是新的。</translation>
    </message>
    <message>
        <source>The county had all of it already.</source>
        <translation>县里早已有全部内容。</translation>
    </message>
    <message>
        <source>The county platform was restored and lacks what came before it. Read the package that was fetched at that computer, and write a new one there.</source>
        <translation>县平台曾被还原，缺少它之前的内容。请在那台电脑上读入取回的数据包，再写一个新的。</translation>
    </message>
    <message>
        <source>It is for another county. Nothing was taken.</source>
        <translation>这是给另一个县的，什么也没有接收。</translation>
    </message>
    <message>
        <source>By stick, without a line</source>
        <translation>没有网络时用 U 盘</translation>
    </message>
    <message>
        <source>encrypted, only the county and this computer can read it</source>
        <translation>已加密，只有县平台和这台电脑能读</translation>
    </message>
    <message>
        <source>Write to a stick</source>
        <translation>写到 U 盘</translation>
    </message>
    <message>
        <source>Read from a stick</source>
        <translation>从 U 盘读入</translation>
    </message>
    <message>
        <source>Carry for villages</source>
        <translation>替村里捎带</translation>
    </message>
    <message>
        <source>Write to which stick?</source>
        <translation>写到哪个 U 盘？</translation>
    </message>
    <message>
        <source>Read which stick?</source>
        <translation>读哪个 U 盘？</translation>
    </message>
    <message>
        <source>Which stick holds the villages&apos; packages?</source>
        <translation>村里的数据包在哪个 U 盘？</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>此刻</translation>
    </message>
    <message>
        <source>At work with the stick; leave it in.</source>
        <translation>正在读写 U 盘，请不要拔出。</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>没有完成</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>已写入</translation>
    </message>
    <message numerus="yes">
        <source>%n entries for the county</source>
        <translation>
            <numerusform>给县里的 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>in %1; they count as sent once its answer is read here</source>
        <translation>在 %1；读入县里的回执后才算已送达</translation>
    </message>
    <message>
        <source>Last stick</source>
        <translation>上次 U 盘</translation>
    </message>
    <message>
        <source>none since the program was started</source>
        <translation>程序启动以来没有用过</translation>
    </message>
    <message>
        <source>package %1 of %2 is on the stick</source>
        <translation>第 %1 号数据包在 U 盘上，写于 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) for it are on the stick.</source>
        <translation>
            <numerusform>给它的 %n 个数据包已在 U 盘上。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>There is no package in %1.</source>
        <translation>%1 里没有数据包。</translation>
    </message>
    <message>
        <source>New laptop</source>
        <translation>新电脑</translation>
    </message>
    <message>
        <source>New laptop %1</source>
        <translation>新电脑 %1</translation>
    </message>
    <message>
        <source>The county&apos;s answer is on the stick. Take it back to that laptop.</source>
        <translation>县里的答复已在 U 盘上，请带回那台电脑。</translation>
    </message>
</context>
<context>
    <name>yigong::PageHead</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>yigong::PasswordDialog</name>
    <message>
        <source>Change the password</source>
        <translation>改密码</translation>
    </message>
    <message>
        <source>Password now</source>
        <translation>现在的密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一遍</translation>
    </message>
    <message>
        <source>Somebody else has set this password. Choose one that only you know; then you go on.</source>
        <translation>这个密码是别人设的。请换一个只有你自己知道的，然后继续。</translation>
    </message>
    <message>
        <source>This password has served its time. Choose another; then you go on.</source>
        <translation>这个密码用到期了。请换一个，然后继续。</translation>
    </message>
    <message>
        <source>What the new password lacks</source>
        <translation>新密码还缺什么</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>改密码</translation>
    </message>
    <message>
        <source>8 characters of three kinds, or 16 of any: a sentence is easy to keep.</source>
        <translation>至少 8 位且含三类字符，或者 16 位以上不限：一句话最好记。</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>可以。</translation>
    </message>
    <message>
        <source>The two new passwords differ. Type them again.</source>
        <translation>两次输入的新密码不一样，请重新输入。</translation>
    </message>
</context>
<context>
    <name>yigong::PatientBar</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::PersonAndRelation</name>
    <message>
        <source>Name or number</source>
        <translation>姓名或号码</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>To the head</source>
        <translation>与户主关系</translation>
    </message>
    <message>
        <source>Is their</source>
        <translation>与本人关系</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Nobody of these: as typed</source>
        <translation>不在其中，按所写</translation>
    </message>
</context>
<context>
    <name>yigong::PersonButton</name>
    <message>
        <source>Person and site</source>
        <translation>人员和机构</translation>
    </message>
</context>
<context>
    <name>yigong::PharmacyPage</name>
    <message>
        <source>Pharmacy</source>
        <translation>药房</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>盘点</translation>
    </message>
    <message>
        <source>Take in a delivery</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>哪些</translation>
    </message>
    <message>
        <source>Drug</source>
        <translation>药品</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>On the ledger</source>
        <translation>账面</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>No batch here</source>
        <translation>这里没有批次</translation>
    </message>
    <message>
        <source>Deliveries that are taken in (Ctrl+N) stand here by drug and lot.</source>
        <translation>入库（Ctrl+N）后，按药品和批号列在这里。</translation>
    </message>
    <message>
        <source>Stock by expiry</source>
        <translation>库存与有效期</translation>
    </message>
    <message>
        <source>at cost, yuan</source>
        <translation>按进价，元</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es)</source>
        <translation>
            <numerusform>%n 个批次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be counted</source>
        <translation>
            <numerusform>%n 个待盘点</numerusform>
        </translation>
    </message>
    <message>
        <source>On the shelf</source>
        <translation>在架</translation>
    </message>
    <message>
        <source>To count</source>
        <translation>待盘点</translation>
    </message>
    <message>
        <source>Near expiry</source>
        <translation>近效期</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>已用完</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 个月</translation>
    </message>
    <message>
        <source>3 months</source>
        <translation>3 个月</translation>
    </message>
    <message>
        <source>6 months</source>
        <translation>6 个月</translation>
    </message>
    <message>
        <source>later</source>
        <translation>更晚</translation>
    </message>
    <message>
        <source>within 1 month</source>
        <translation>1 个月内到期</translation>
    </message>
    <message>
        <source>within 3 months</source>
        <translation>3 个月内到期</translation>
    </message>
    <message>
        <source>within 6 months</source>
        <translation>6 个月内到期</translation>
    </message>
    <message>
        <source>%1 a pack</source>
        <translation>每盒 %1 元</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不详</translation>
    </message>
    <message>
        <source>count to be made</source>
        <translation>要盘点</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>暂停发出</translation>
    </message>
    <message>
        <source>%1 is on the shelf.</source>
        <translation>%1 已入库。</translation>
    </message>
    <message>
        <source>Counted. Difference to the ledger: %1 %2</source>
        <translation>已盘点，与账面相差 %1 %2</translation>
    </message>
    <message>
        <source>Take off the shelf</source>
        <translation>下架</translation>
    </message>
    <message>
        <source>Special register</source>
        <translation>专册登记</translation>
    </message>
    <message>
        <source>Taken in: %1, lot %2, %3 %4</source>
        <translation>入库：%1，批号 %2，%3 %4</translation>
    </message>
    <message>
        <source>Counted: %1, lot %2, %3 %4 on the shelf</source>
        <translation>盘点：%1，批号 %2，实有 %3 %4</translation>
    </message>
    <message>
        <source>%1 is off the shelf.</source>
        <translation>%1 已下架。</translation>
    </message>
    <message>
        <source>Sent back to %5: %1, lot %2, %3 %4</source>
        <translation>退回 %5：%1，批号 %2，%3 %4</translation>
    </message>
    <message>
        <source>Destroyed: %1, lot %2, %3 %4</source>
        <translation>销毁：%1，批号 %2，%3 %4</translation>
    </message>
</context>
<context>
    <name>yigong::PickedChip</name>
    <message>
        <source>Delete takes it away</source>
        <translation>按 Delete 去掉</translation>
    </message>
</context>
<context>
    <name>yigong::PlanItemDialog</name>
    <message>
        <source>Plan of %1</source>
        <translation>%1 的康复方案</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
</context>
<context>
    <name>yigong::PlanList</name>
    <message>
        <source>Follow-ups</source>
        <translation>随访</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>上次随访</translation>
    </message>
    <message>
        <source>Village, doctor</source>
        <translation>村、医生</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Due within a week</source>
        <translation>一周内到期</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>联系不上</translation>
    </message>
    <message>
        <source>Did they arrive?</source>
        <translation>转诊待核实</translation>
    </message>
    <message>
        <source>All in a program</source>
        <translation>全部在管</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>已到位</translation>
    </message>
    <message>
        <source>Did not arrive</source>
        <translation>未到位</translation>
    </message>
    <message>
        <source>Enter begins</source>
        <translation>Enter 随访</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>这里没有人</translation>
    </message>
    <message>
        <source>Find a resident (F3) and press F6 to take them into a program.</source>
        <translation>查找居民（F3），按 F6 纳入管理。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message numerus="yes">
        <source>%n conclusion(s) changed</source>
        <translation>
            <numerusform>%n 条判定有变</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n today</source>
        <translation>
            <numerusform>今天 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>after three tries</source>
        <translation>联系 3 次未果</translation>
    </message>
    <message>
        <source>within 14 days of the referral</source>
        <translation>转诊后 14 天内</translation>
    </message>
    <message>
        <source>never followed up here</source>
        <translation>尚未随访</translation>
    </message>
    <message>
        <source>Ask by %1 whether they came</source>
        <translation>%1前核实是否到位</translation>
    </message>
    <message numerus="yes">
        <source>%n try/tries since</source>
        <translation>
            <numerusform>之后联系 %n 次未果</numerusform>
        </translation>
    </message>
    <message>
        <source>the longest first</source>
        <translation>最久的在前</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>责任医生</translation>
    </message>
    <message>
        <source>House calls</source>
        <translation>上门路线</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>历次</translation>
    </message>
    <message>
        <source>All doctors</source>
        <translation>全部医生</translation>
    </message>
    <message>
        <source>Choose a village first: house calls go through one at a time.</source>
        <translation>请先选一个村：上门路线一次走一个村。</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>已送打印</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>What is due, and the last conclusion</source>
        <translation>该做什么，上次结论</translation>
    </message>
    <message>
        <source>All programs</source>
        <translation>全部项目</translation>
    </message>
    <message>
        <source>Other form</source>
        <translation>其他表</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>in eight programs</source>
        <translation>八个项目</translation>
    </message>
</context>
<context>
    <name>yigong::PopupList</name>
    <message>
        <source>Suggestions</source>
        <translation>可选的</translation>
    </message>
</context>
<context>
    <name>yigong::PrescriptionCard</name>
    <message>
        <source>Prescription</source>
        <translation>处方</translation>
    </message>
    <message>
        <source>first expired goes out first</source>
        <translation>先到期的先发，批号自动选</translation>
    </message>
    <message>
        <source>As last time</source>
        <translation>用上次的方</translation>
    </message>
    <message>
        <source>Add a drug</source>
        <translation>加药</translation>
    </message>
    <message>
        <source>Add a drug: initials, like aldp</source>
        <translation>加药：首字母，如 aldp</translation>
    </message>
    <message>
        <source>Drug</source>
        <translation>药品</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用法</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批号（先到期先出）</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>Prescription lines</source>
        <translation>处方明细</translation>
    </message>
    <message>
        <source>allergy</source>
        <translation>过敏</translation>
    </message>
    <message>
        <source>allergic to %1</source>
        <translation>%1过敏</translation>
    </message>
    <message>
        <source>care: allergic to %1</source>
        <translation>慎用：%1过敏</translation>
    </message>
    <message>
        <source>not handed out here</source>
        <translation>不在本室发药</translation>
    </message>
    <message>
        <source>none on the shelf</source>
        <translation>货架上没有</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>%1到期</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>只有 %1</translation>
    </message>
    <message>
        <source>take %1</source>
        <translation>取 %1</translation>
    </message>
    <message>
        <source>then %1: %2</source>
        <translation>再取 %1  %2</translation>
    </message>
    <message>
        <source>%1 more: %2</source>
        <translation>另 %1：%2</translation>
    </message>
    <message>
        <source>short of %1</source>
        <translation>差 %1</translation>
    </message>
    <message>
        <source>then %1</source>
        <translation>发后 %1</translation>
    </message>
    <message>
        <source>Allergic to %1</source>
        <translation>%1过敏</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) short of stock</source>
        <translation>
            <numerusform>%n 行库存不足</numerusform>
        </translation>
    </message>
    <message>
        <source>Allergic to %1:</source>
        <translation>%1过敏：</translation>
    </message>
    <message>
        <source>%1 is not to be given without a reason.</source>
        <translation>%1 没有理由不能开。</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>不用这个药</translation>
    </message>
    <message>
        <source>Say why it must be</source>
        <translation>写明非用不可的理由</translation>
    </message>
    <message>
        <source>Short of stock: %1</source>
        <translation>库存不足：%1</translation>
    </message>
    <message>
        <source>%1 on the shelf, %2 prescribed. Nothing is handed out yet.</source>
        <translation>还有 %1，处方要 %2。尚未发药。</translation>
    </message>
    <message>
        <source>Give %1 for now</source>
        <translation>先给 %1</translation>
    </message>
    <message>
        <source>It is on the shelf</source>
        <translation>货架上有</translation>
    </message>
    <message>
        <source>The shelf has more than the ledger</source>
        <translation>货架上比账上多</translation>
    </message>
    <message>
        <source>%1: say why, for example a delivery that is not entered yet. The batch is then to be counted.</source>
        <translation>%1：写明原因，比如到货还没入库。发药后这一批要盘点。</translation>
    </message>
    <message>
        <source>Hand it out</source>
        <translation>发药</translation>
    </message>
    <message>
        <source>Given against a known allergy</source>
        <translation>有过敏史仍要使用</translation>
    </message>
    <message>
        <source>%1 although allergic to %2: the reason goes into the record.</source>
        <translation>%1，而居民%2过敏：理由会记入病历。</translation>
    </message>
    <message>
        <source>Prescribe it</source>
        <translation>开这个药</translation>
    </message>
    <message>
        <source>No right to narcotics</source>
        <translation>没有麻精处方权</translation>
    </message>
    <message>
        <source>%1 is prescribed only by a doctor with the right to narcotics, which your account has not.</source>
        <translation>%1 只能由有麻精处方权的医生开，你的账号没有这项权限。</translation>
    </message>
</context>
<context>
    <name>yigong::PressureChart</name>
    <message>
        <source>Blood pressure over time</source>
        <translation>历次血压</translation>
    </message>
</context>
<context>
    <name>yigong::PressureField</name>
    <message>
        <source>Systolic pressure</source>
        <translation>收缩压</translation>
    </message>
    <message>
        <source>Diastolic pressure</source>
        <translation>舒张压</translation>
    </message>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
    </message>
</context>
<context>
    <name>yigong::PrivateNumbers</name>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Show the phone number</source>
        <translation>显示电话</translation>
    </message>
    <message>
        <source>Hide the phone number</source>
        <translation>隐藏电话</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Show the ID number</source>
        <translation>显示证件号</translation>
    </message>
    <message>
        <source>Hide the ID number</source>
        <translation>隐藏证件号</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未填</translation>
    </message>
</context>
<context>
    <name>yigong::ProgramsView</name>
    <message>
        <source>Into which program?</source>
        <translation>纳入哪个项目？</translation>
    </message>
    <message>
        <source>Whoever is in a program has a place in the plan from today on.</source>
        <translation>纳入后，从今天起排进随访计划。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Why, and what is next</source>
        <translation>依据和下一步</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Esc back</source>
        <translation>Esc 返回</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束管理</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Begin the form</source>
        <translation>填该填的表</translation>
    </message>
    <message>
        <source>Take back in</source>
        <translation>重新纳入</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>纳入</translation>
    </message>
    <message>
        <source>left on %1: %2</source>
        <translation>%1结束：%2</translation>
    </message>
    <message>
        <source>65 this year, or older</source>
        <translation>今年满 65 岁或以上</translation>
    </message>
    <message>
        <source>only from the year of 65 on</source>
        <translation>满 65 岁当年起</translation>
    </message>
    <message>
        <source>younger than seven</source>
        <translation>未满 7 岁</translation>
    </message>
    <message>
        <source>only before seven, with a whole birth date</source>
        <translation>未满 7 岁，且出生日期完整</translation>
    </message>
    <message>
        <source>a woman: one turn for each pregnancy</source>
        <translation>女性：每次怀孕一轮</translation>
    </message>
    <message>
        <source>only women who may be pregnant</source>
        <translation>只限育龄女性</translation>
    </message>
    <message>
        <source>stands on the card</source>
        <translation>档案里有这个病</translation>
    </message>
    <message>
        <source>not on the card: for whoever was diagnosed</source>
        <translation>档案里没有，确诊后纳入</translation>
    </message>
    <message>
        <source>In it</source>
        <translation>在管</translation>
    </message>
    <message>
        <source>Left it</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1起</translation>
    </message>
</context>
<context>
    <name>yigong::ProgressRow</name>
    <message>
        <source>Stop</source>
        <translation>停</translation>
    </message>
</context>
<context>
    <name>yigong::QuestionInput</name>
    <message>
        <source>Year-month</source>
        <translation>年-月</translation>
    </message>
</context>
<context>
    <name>yigong::Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>yigong::RailItem</name>
    <message numerus="yes">
        <source>%1, %n waiting, some overdue</source>
        <translation>
            <numerusform>%1，%n 项待办，有逾期的</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <translation>
            <numerusform>%1，%n 项待办</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::ReceiveDialog</name>
    <message>
        <source>Take in a delivery</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>Drug</source>
        <translation>药品</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Packs</source>
        <translation>盒数</translation>
    </message>
    <message>
        <source>Loose units</source>
        <translation>零散数</translation>
    </message>
    <message>
        <source>Cost of a pack</source>
        <translation>每盒进价</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>供货单位</translation>
    </message>
    <message>
        <source>Delivery note</source>
        <translation>送货单号</translation>
    </message>
    <message>
        <source>initials, like aldp</source>
        <translation>首字母，如 aldp</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>Pick one from the list</source>
        <translation>请从列表里选</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>How many?</source>
        <translation>多少？</translation>
    </message>
</context>
<context>
    <name>yigong::RecordHead</name>
    <message>
        <source>Change</source>
        <translation>改档案</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>随访</translation>
    </message>
    <message>
        <source>See</source>
        <translation>接诊</translation>
    </message>
</context>
<context>
    <name>yigong::RecordSide</name>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>档案</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>签约</translation>
    </message>
    <message>
        <source>Examine</source>
        <translation>体检</translation>
    </message>
    <message>
        <source>Died, moved, came back</source>
        <translation>死亡、迁出、返回</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未填</translation>
    </message>
    <message>
        <source>Chronic</source>
        <translation>慢病</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>户主关系</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>管理机构</translation>
    </message>
    <message>
        <source>It gives</source>
        <translation>可享受</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>mmHg, target below %1/%2</source>
        <translation>mmHg，目标低于 %1/%2</translation>
    </message>
</context>
<context>
    <name>yigong::ReferralActs</name>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Accept with a date</source>
        <translation>接收并约号</translation>
    </message>
    <message>
        <source>Another date</source>
        <translation>改约</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Has arrived</source>
        <translation>已到诊</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>未到诊</translation>
    </message>
    <message>
        <source>Note treatment</source>
        <translation>记治疗</translation>
    </message>
    <message>
        <source>Send back with a plan</source>
        <translation>回转并附方案</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>承接</translation>
    </message>
    <message>
        <source>Plan item done</source>
        <translation>完成一项</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Withdraw the referral of %1</source>
        <translation>撤回 %1 的转诊</translation>
    </message>
    <message>
        <source>The hospital sees the reason and frees the place.</source>
        <translation>医院会看到原因，并放出号源。</translation>
    </message>
    <message>
        <source>Reject the referral of %1</source>
        <translation>退回 %1 的转诊</translation>
    </message>
    <message>
        <source>The village sees the reason and looks after them.</source>
        <translation>村里会看到原因，接着照看。</translation>
    </message>
    <message>
        <source>Treatment of %1</source>
        <translation>%1 的治疗</translation>
    </message>
    <message>
        <source>What was done?</source>
        <translation>做了什么？</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>记下</translation>
    </message>
    <message>
        <source>Close the referral of %1</source>
        <translation>办结 %1 的转诊</translation>
    </message>
    <message>
        <source>How are they, and what goes on at home?</source>
        <translation>情况怎样，回家后怎么继续？</translation>
    </message>
</context>
<context>
    <name>yigong::ReferralDetail</name>
    <message>
        <source>Visit</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>Diagnoses</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测得</translation>
    </message>
    <message>
        <source>Prescribed</source>
        <translation>开药</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>嘱咐</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>单号 %1</translation>
    </message>
    <message>
        <source>with the visit of %1</source>
        <translation>附 %1 的就诊</translation>
    </message>
    <message>
        <source>allergies: %1</source>
        <translation>过敏史：%1</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>看病历</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Referral %1 of %2</source>
        <translation>转诊单 %1&#x3000;%2</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>转诊原因</translation>
    </message>
    <message>
        <source>Impression</source>
        <translation>初步印象</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>病情与治疗</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>过敏史</translation>
    </message>
    <message>
        <source>to be done</source>
        <translation>待做</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>%1 not settled: %2</source>
        <translation>%1待定：%2</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>签约</translation>
    </message>
</context>
<context>
    <name>yigong::ReferralWords</name>
    <message>
        <source>to be answered</source>
        <translation>待接收</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>已到诊</translation>
    </message>
    <message>
        <source>in treatment</source>
        <translation>诊治中</translation>
    </message>
    <message>
        <source>sent back</source>
        <translation>已回转</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>村里已承接</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>did not come</source>
        <translation>未到诊</translation>
    </message>
    <message>
        <source>needs a newer program</source>
        <translation>需要新版本</translation>
    </message>
    <message>
        <source>emergency</source>
        <translation>急</translation>
    </message>
    <message>
        <source>soon</source>
        <translation>较急</translation>
    </message>
    <message>
        <source>routine</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>no time limit</source>
        <translation>不限时</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>超时 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩 %1</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>等接收</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>到诊</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>回转</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>村里承接</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>未到诊</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>已到诊</translation>
    </message>
    <message>
        <source>In treatment</source>
        <translation>诊治中</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>限 %1 前</translation>
    </message>
</context>
<context>
    <name>yigong::ReferralsPage</name>
    <message>
        <source>Referral %1 of %2 is on its way.</source>
        <translation>%2 的转诊单 %1 已发出。</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>Sent by us</source>
        <translation>上转</translation>
    </message>
    <message>
        <source>Sent to us</source>
        <translation>转来</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>哪些</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>转诊原因</translation>
    </message>
    <message>
        <source>From and to</source>
        <translation>从哪到哪</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No referral here</source>
        <translation>这里没有转诊</translation>
    </message>
    <message>
        <source>Find a resident (F3) and refer them with F8.</source>
        <translation>找到居民（F3），按 F8 转诊。</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>未办结 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>超时 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>All open</source>
        <translation>未办结</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>等接收</translation>
    </message>
    <message>
        <source>To answer</source>
        <translation>待接收</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>已回转</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>plan %1 of %2</source>
        <translation>方案已做 %1 / %2</translation>
    </message>
    <message>
        <source>Noted for %1.</source>
        <translation>已记下：%1。</translation>
    </message>
</context>
<context>
    <name>yigong::RegisterDialog</name>
    <message>
        <source>Register a resident</source>
        <translation>登记居民</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Why there is no ID number</source>
        <translation>没有身份证号的原因</translation>
    </message>
    <message>
        <source>Has one</source>
        <translation>有身份证号</translation>
    </message>
    <message>
        <source>newborn</source>
        <translation>新生儿</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>遗失</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>未登记户口</translation>
    </message>
    <message>
        <source>not at hand</source>
        <translation>未带</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Without one</source>
        <translation>没有证件</translation>
    </message>
    <message>
        <source>Open that record</source>
        <translation>打开那份档案</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Right; birth date and sex are filled in</source>
        <comment>the ID number&apos;s check</comment>
        <translation>号码正确，出生日期和性别已填好</translation>
    </message>
    <message>
        <source>%1 of 18</source>
        <translation>%1 位，共 18 位</translation>
    </message>
    <message>
        <source>phone …%1</source>
        <translation>电话尾号 %1</translation>
    </message>
    <message>
        <source>Perhaps registered already: %1. Open that record, or press Register once more.</source>
        <translation>可能已登记：%1。请打开该档案；确非同一人，再按一次“登记”。</translation>
    </message>
</context>
<context>
    <name>yigong::RegisterFiles</name>
    <message>
        <source>Register of special drugs</source>
        <translation>专册登记</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Drug</source>
        <translation>药品</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>单号</translation>
    </message>
    <message>
        <source>From or to</source>
        <translation>来源或去向</translation>
    </message>
    <message>
        <source>Prescribed by</source>
        <translation>处方医生</translation>
    </message>
    <message>
        <source>In or out</source>
        <translation>进出</translation>
    </message>
    <message>
        <source>Left of the lot</source>
        <translation>本批结存</translation>
    </message>
    <message>
        <source>Left of all</source>
        <translation>全部结存</translation>
    </message>
    <message>
        <source>First signature</source>
        <translation>签字人</translation>
    </message>
    <message>
        <source>Second signature</source>
        <translation>第二人</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>盘点</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>发药</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>销毁</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>Brought back</source>
        <translation>患者退回</translation>
    </message>
</context>
<context>
    <name>yigong::RenameSiteDialog</name>
    <message>
        <source>Rename %1</source>
        <translation>%1改名</translation>
    </message>
    <message>
        <source>Rename it</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Its code and its short numbers stay. Reports say the new name, for former months too.</source>
        <translation>代码和短号不变。报表一律用新名称，以前的月份也一样。</translation>
    </message>
</context>
<context>
    <name>yigong::ReportChartView</name>
    <message>
        <source>Chart</source>
        <translation>图</translation>
    </message>
</context>
<context>
    <name>yigong::ReportPage</name>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Nothing in this time</source>
        <translation>这段时间没有数据</translation>
    </message>
    <message>
        <source>Choose another time, or wait until the villages have sent theirs.</source>
        <translation>换一段时间，或等各村上传。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>本季</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>本年</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>The end lies before the beginning</source>
        <translation>止日早于起日</translation>
    </message>
    <message>
        <source>The sums are too low.</source>
        <translation>合计偏低。</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不全</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Where to?</source>
        <translation>存到哪里？</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写到 %1</translation>
    </message>
</context>
<context>
    <name>yigong::ResidentContractView</name>
    <message>
        <source>Contract</source>
        <translation>签约</translation>
    </message>
    <message>
        <source>Served, and still owed</source>
        <translation>履约情况</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>What it gives</source>
        <translation>签约可享受</translation>
    </message>
    <message>
        <source>All contracts</source>
        <translation>历次签约</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>服务包</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>履约率</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签约</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>续签</translation>
    </message>
    <message>
        <source>Another team</source>
        <translation>换团队</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>解约</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>The chosen one holds</source>
        <translation>选中的有效</translation>
    </message>
    <message>
        <source>Two contracts run at a time.</source>
        <translation>同时有两份签约。</translation>
    </message>
    <message>
        <source>Ask the resident which team they want, choose it below; the other ends today.</source>
        <translation>问居民要哪个团队，在下面选中它；另一份今天结束。</translation>
    </message>
    <message>
        <source>No contract yet</source>
        <translation>还没有签约</translation>
    </message>
    <message>
        <source>Alt+S signs one.</source>
        <translation>按 Alt+S 签约。</translation>
    </message>
    <message>
        <source>Nothing is counted in these packages.</source>
        <translation>这些服务包没有计数的项目。</translation>
    </message>
    <message>
        <source>nothing has fallen due yet</source>
        <translation>还没有到期的项目</translation>
    </message>
    <message>
        <source>%1 of what fell due (%2)</source>
        <translation>履约率 %1（应做已做 %2）</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>团队长</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签约日</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>For the team</source>
        <translation>签约医生</translation>
    </message>
    <message>
        <source>Key groups</source>
        <translation>重点人群</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Signed with %1</source>
        <translation>签约 %1</translation>
    </message>
    <message>
        <source>The contract ends today</source>
        <translation>签约今天结束</translation>
    </message>
    <message>
        <source>The contract with %1 holds</source>
        <translation>与 %1 的签约有效</translation>
    </message>
    <message>
        <source>ended %1, %2</source>
        <translation>%1 结束，%2</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>begins later</source>
        <translation>未生效</translation>
    </message>
    <message>
        <source>is over</source>
        <translation>已到期</translation>
    </message>
</context>
<context>
    <name>yigong::ResidentFileView</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>before</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>The file is complete</source>
        <translation>档案完整</translation>
    </message>
    <message numerus="yes">
        <source>Not filled in yet, %n item(s) missing</source>
        <translation>
            <numerusform>尚未填写，缺 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) missing</source>
        <translation>
            <numerusform>缺 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>since %1, by %2</source>
        <translation>%1 建档，建档人 %2</translation>
    </message>
</context>
<context>
    <name>yigong::ResidentsPage</name>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Where and who</source>
        <translation>机构与人员</translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation>还没有选人</translation>
    </message>
    <message>
        <source>Type a name, initials, or four digits of an ID or phone number.</source>
        <translation>输入姓名、拼音首字母，或身份证、电话的后四位。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Who is listed</source>
        <translation>列出哪些人</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Check the spelling, or press F2.</source>
        <translation>核对一下写法，或按 F2 登记。</translation>
    </message>
    <message>
        <source>Not in the list? Press F2 to register.</source>
        <translation>没有要找的人？按 F2 登记。</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>去处理</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>F4 begins a visit.</source>
        <translation>按 F4 接诊。</translation>
    </message>
    <message numerus="yes">
        <source>%n resident(s), last seen first</source>
        <translation>
            <numerusform>共 %n 人，按最近来诊排</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More than %n, type a little more</source>
        <translation>
            <numerusform>超过 %n 人，请再输几个字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>找到 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Allergic:</source>
        <translation>过敏：</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 differs between two sites:</source>
        <translation>两家机构填的%1不一样：</translation>
    </message>
    <message>
        <source>%1 is registered</source>
        <translation>%1 已登记</translation>
    </message>
    <message>
        <source>The record is changed</source>
        <translation>档案已改</translation>
    </message>
    <message>
        <source>Open for a reason</source>
        <translation>说明原因后打开</translation>
    </message>
    <message>
        <source>Opened for a reason, until %1.</source>
        <translation>紧急查阅，到 %1 为止。</translation>
    </message>
    <message>
        <source>%1 and the county see that you read it.</source>
        <translation>%1和县里都会看到这次查阅。</translation>
    </message>
    <message>
        <source>%1 is not within your reach</source>
        <translation>%1不在你的管理范围</translation>
    </message>
    <message>
        <source>Not within your reach</source>
        <translation>不在你的管理范围</translation>
    </message>
    <message>
        <source>%1 looks after them, and there is no visit or referral here. In an emergency the record opens for a reason, for a limited time; that site and the county see it.</source>
        <translation>由%1管理，这里没有就诊或转诊。紧急时可以说明原因限时打开；那个机构和县里都会看到。</translation>
    </message>
    <message>
        <source>Another site</source>
        <translation>别的机构</translation>
    </message>
    <message>
        <source>Two cards of one person</source>
        <translation>一人两档</translation>
    </message>
    <message>
        <source>File</source>
        <translation>档案</translation>
    </message>
    <message>
        <source>What is shown of the resident</source>
        <translation>看此人的什么</translation>
    </message>
    <message>
        <source>The file is saved</source>
        <translation>档案已保存</translation>
    </message>
    <message>
        <source>Household</source>
        <comment>who lives together</comment>
        <translation>家庭</translation>
    </message>
</context>
<context>
    <name>yigong::ReturnDialog</name>
    <message>
        <source>Send %1 back</source>
        <translation>%1 回转</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断结果</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>治疗经过</translation>
    </message>
    <message>
        <source>Further plan</source>
        <translation>下一步方案</translation>
    </message>
    <message>
        <source>Day of item %1</source>
        <translation>事项 %1 日期</translation>
    </message>
    <message>
        <source>Item %1</source>
        <translation>事项 %1</translation>
    </message>
    <message>
        <source>what to do at home: measure pressure …</source>
        <translation>回家要做的：测血压……</translation>
    </message>
    <message>
        <source>At home %1</source>
        <translation>康复 %1</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>回转</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Until when?</source>
        <translation>哪天前？</translation>
    </message>
</context>
<context>
    <name>yigong::RoleDialog</name>
    <message>
        <source>Another role for %1</source>
        <translation>更改%1的角色</translation>
    </message>
    <message>
        <source>Give it</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>It holds from the next synchronisation of their computer on. What they wrote stays as it is.</source>
        <translation>对方电脑下次同步后生效。写过的记录不变。</translation>
    </message>
</context>
<context>
    <name>yigong::RouteDialog</name>
    <message>
        <source>House calls</source>
        <translation>上门路线</translation>
    </message>
    <message>
        <source>House</source>
        <translation>户</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>随访内容</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>上次随访</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message numerus="yes">
        <source>%n house(s)</source>
        <translation>
            <numerusform>%n 户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resident(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody to call on</source>
        <translation>没有要上门的人</translation>
    </message>
    <message>
        <source>Nobody here is due within a week, late or not reached.</source>
        <translation>这里没有一周内到期、逾期或联系不上的人。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>no address on the card</source>
        <translation>档案里没有住址</translation>
    </message>
</context>
<context>
    <name>yigong::RoutePaper</name>
    <message>
        <source>House calls</source>
        <translation>上门路线</translation>
    </message>
    <message>
        <source>House</source>
        <translation>户</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>随访内容</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>上次随访</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>yigong::SamePersonDialog</name>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>sound of the name</source>
        <translation>姓名读音</translation>
    </message>
    <message>
        <source>birth date</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>birth year</source>
        <translation>出生年份</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>household</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>the same %1</source>
        <translation>相同：%1</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未填</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话尾号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Looked after by</source>
        <translation>管理机构</translation>
    </message>
    <message>
        <source>One person, two cards</source>
        <translation>一人两档</translation>
    </message>
    <message>
        <source>Perhaps one person</source>
        <translation>疑似同一人</translation>
    </message>
    <message>
        <source>Made one</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Which pairs</source>
        <translation>显示哪些</translation>
    </message>
    <message>
        <source>Pairs of cards</source>
        <translation>成对的档案</translation>
    </message>
    <message>
        <source>No pairs</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Registered first: stays on top</source>
        <translation>先建的档案：保留在前</translation>
    </message>
    <message>
        <source>Registered later: follows it</source>
        <translation>后建的档案：并入前者</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>how you know, e.g. both ID cards were seen</source>
        <translation>如何确认，例如：两次均核对身份证</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开档案</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Two people: take apart</source>
        <translation>是两个人：拆分</translation>
    </message>
    <message>
        <source>One person: make them one</source>
        <translation>是同一人：合并</translation>
    </message>
    <message>
        <source>Write how you know: the reason stays in the record.</source>
        <translation>请写明依据，依据会留在档案里。</translation>
    </message>
</context>
<context>
    <name>yigong::ScreenLock</name>
    <message>
        <source>Locked</source>
        <translation>已锁屏</translation>
    </message>
</context>
<context>
    <name>yigong::SearchBox</name>
    <message>
        <source>Name, pinyin initials, or last four digits of ID or phone</source>
        <translation>姓名、拼音首字母、身份证或电话后四位</translation>
    </message>
    <message>
        <source>Search for a person</source>
        <translation>找人</translation>
    </message>
</context>
<context>
    <name>yigong::SecondSignatureDialog</name>
    <message>
        <source>A second person signs</source>
        <translation>请第二人签字</translation>
    </message>
    <message>
        <source>Sign beside</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>第二人</translation>
    </message>
    <message>
        <source>Their own password</source>
        <translation>本人密码</translation>
    </message>
    <message>
        <source>Narcotics and class I psychotropics move under two signatures: count with %1, then sign with your own password.</source>
        <translation>麻醉药品和第一类精神药品要两人签字：请和%1一起点清，再用自己的密码签字。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Nobody else of this site may sign: a doctor, a nurse or a pharmacist who works here.</source>
        <translation>本机构没有别人可以签字：要在这里工作的医生、护士或药师。</translation>
    </message>
    <message>
        <source>The second person types their own password.</source>
        <translation>请第二人输入自己的密码。</translation>
    </message>
</context>
<context>
    <name>yigong::SecretDialog</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>已抄好</translation>
    </message>
</context>
<context>
    <name>yigong::SectionLine</name>
    <message numerus="yes">
        <source>%n still to ask</source>
        <translation>
            <numerusform>还差 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::SectionList</name>
    <message>
        <source>Sections</source>
        <translation>各节</translation>
    </message>
</context>
<context>
    <name>yigong::SendForm</name>
    <message>
        <source>Where to</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>routine</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>soon</source>
        <translation>较急</translation>
    </message>
    <message>
        <source>emergency</source>
        <translation>急</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>缓急</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>科室</translation>
    </message>
    <message>
        <source>Impression</source>
        <translation>初步印象</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>转诊原因</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>病情与治疗</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>过敏史</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>转诊单</translation>
    </message>
    <message>
        <source>what the visit and the record know is filled in</source>
        <translation>就诊和档案里有的已填好</translation>
    </message>
    <message>
        <source>why they are referred, up to 100 characters</source>
        <translation>为什么转，100 字以内</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>随附</translation>
    </message>
    <message>
        <source>Works offline: it leaves with the next exchange</source>
        <translation>离线也能发：下次联机时送出</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>allergic to %1</source>
        <translation>%1过敏</translation>
    </message>
    <message>
        <source>no visit</source>
        <translation>没有就诊</translation>
    </message>
    <message>
        <source>visit %1 of %2</source>
        <translation>就诊 %1&#x3000;%2</translation>
    </message>
    <message>
        <source>Past the township.</source>
        <translation>越过乡镇卫生院。</translation>
    </message>
    <message>
        <source>Without an emergency, insurance pays less. Tell %1.</source>
        <translation>不是急症，医保报销比例会低，请告诉 %1。</translation>
    </message>
</context>
<context>
    <name>yigong::Sentences</name>
    <message>
        <source>This value</source>
        <translation>这一项</translation>
    </message>
    <message>
        <source>There is no data in %1. Check the folder, or set this computer up first.</source>
        <translation>%1 里没有数据。请核对文件夹，或先设置这台电脑。</translation>
    </message>
    <message>
        <source>The data file is damaged. Nothing was written. Leave the folder as it is and ask for the last backup.</source>
        <translation>数据文件损坏，没有写入任何内容。文件夹请保持原样，用最近的备份恢复。</translation>
    </message>
    <message>
        <source>This data was written by a newer version of the program. Nothing was changed. Install the newer version.</source>
        <translation>这份数据是更新版本的程序写的，没有改动。请安装新版本。</translation>
    </message>
    <message>
        <source>The data folder cannot be written. You can read; nothing was changed. Ask whoever looks after this computer.</source>
        <translation>数据文件夹不能写入，只能查看，没有改动。请找管电脑的人。</translation>
    </message>
    <message>
        <source>Another window of %1 has been using this data since %2. You can read here; write there, or close it first.</source>
        <translation>另一个 %1 从 %2 起正在用这份数据。这里只能查看；请到那边录入，或先关掉它。</translation>
    </message>
    <message>
        <source>The data could not be read or written (%1). This step was not saved; what was there before is safe. Try again.</source>
        <translation>数据没能读写（%1）。这一步没有保存，以前的都还在。请再试一次。</translation>
    </message>
    <message>
        <source>The disk is full. This step was not saved; what was there before is safe. Make room, then try again.</source>
        <translation>磁盘满了。这一步没有保存，以前的都还在。请腾出空间再试。</translation>
    </message>
    <message>
        <source>There is no file %1. Choose another.</source>
        <translation>没有文件 %1，请另选。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 读不出来：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>%1 写不进去：%2。请换一个地方。</translation>
    </message>
    <message>
        <source>%F is missing. Fill it in, then save again.</source>
        <translation>还没有填%F。填好再保存。</translation>
    </message>
    <message>
        <source>%F cannot be &quot;%1&quot;. Nothing was saved; please check.</source>
        <translation>%F不能是“%1”。没有保存，请核对。</translation>
    </message>
    <message>
        <source>%F is %1, it must be between %2 and %3. Nothing was saved; please check.</source>
        <translation>%F是 %1，应在 %2 到 %3 之间。没有保存，请核对。</translation>
    </message>
    <message>
        <source>This is not %1 as it should be (%2). Nothing was taken.</source>
        <translation>这不是正确的 %1（%2）。没有读入任何内容。</translation>
    </message>
    <message>
        <source>The text is neither UTF-8 nor GB18030 (at %1). Save it again in one of these.</source>
        <translation>文字既不是 UTF-8 也不是 GB18030（%1 处）。请另存为其中一种。</translation>
    </message>
    <message>
        <source>This record is not on this computer. It may not have arrived yet: synchronise, then look again.</source>
        <translation>本机没有这条记录，可能还没传到。请先同步，再看一次。</translation>
    </message>
    <message>
        <source>There is a record with this already (%F). Nothing was saved; open that one.</source>
        <translation>已有相同%F的档案。没有保存，请打开那一份。</translation>
    </message>
    <message>
        <source>%F: a reason is needed. Nothing was saved yet.</source>
        <translation>%F：需要写明原因，还没有保存。</translation>
    </message>
    <message>
        <source>An ID number has 18 characters: 17 digits, then a digit or X. Check it against the card.</source>
        <translation>身份证号有 18 位：17 位数字，末位是数字或 X。请对照证件。</translation>
    </message>
    <message>
        <source>The birth date in this ID number does not exist. Check it against the card.</source>
        <translation>身份证号里的出生日期不存在。请对照证件。</translation>
    </message>
    <message>
        <source>The birth date in this ID number is yet to come. Check it against the card.</source>
        <translation>身份证号里的出生日期还没到。请对照证件。</translation>
    </message>
    <message>
        <source>One digit of this ID number is wrong: with these, the last would be %1. Check it against the card.</source>
        <translation>身份证号有一位不对：按前 17 位，末位应是 %1。请对照证件。</translation>
    </message>
    <message>
        <source>Things have moved on, and this can no longer be done. Nothing was saved; look at the latest state.</source>
        <translation>情况已经变了，这一步不能再做。没有保存，请看最新状态。</translation>
    </message>
    <message>
        <source>%F has meanwhile become &quot;%1&quot;. Yours was not saved; look again, then decide.</source>
        <translation>%F刚刚已变成“%1”。你的没有保存，请看过再定。</translation>
    </message>
    <message>
        <source>This is closed and stays as it is. Write an amendment instead.</source>
        <translation>已经签名，不能再改。请另写更正。</translation>
    </message>
    <message>
        <source>Your role may not do this. Nothing was saved; ask your manager.</source>
        <translation>你的岗位不能这样做。没有保存，请找负责人。</translation>
    </message>
    <message>
        <source>This belongs to another site. Nothing was saved; ask that site.</source>
        <translation>这属于另一家机构。没有保存，请联系那家机构。</translation>
    </message>
    <message>
        <source>This was written by a newer version of the program. It is kept; update the program to go on.</source>
        <translation>这是新版本的程序写的，已留着。请升级程序再继续。</translation>
    </message>
    <message>
        <source>Not enough %1: the ledger shows %3 %4, %2 are asked for. Nothing was handed out. Give less, or say why the shelf has more.</source>
        <translation>库存不足：%1账上还有 %3 %4，要 %2。还没有发药。可以少发，或写明货架上为什么更多。</translation>
    </message>
    <message>
        <source>The two sides of this stock document do not agree. Nothing was saved; check the quantities.</source>
        <translation>这张出入库单两边对不上。没有保存，请核对数量。</translation>
    </message>
    <message>
        <source>There is no drug %1 in the list. Choose one from the list.</source>
        <translation>目录里没有药品 %1，请从列表里选。</translation>
    </message>
    <message>
        <source>There is no diagnosis %1 in the list. Choose one from the list.</source>
        <translation>目录里没有诊断 %1，请从列表里选。</translation>
    </message>
    <message>
        <source>This line was handed out before. Nothing was handed out again.</source>
        <translation>这一行已经发过药，没有再发。</translation>
    </message>
    <message>
        <source>Batch %1 expired on %2. Nothing was handed out; take it off the shelf.</source>
        <translation>批号 %1 已于 %2 到期，没有发药。请从货架上取下。</translation>
    </message>
    <message>
        <source>The resident is allergic to %1. Nothing was saved; choose another drug, or write down why.</source>
        <translation>这位居民对 %1 过敏。没有保存，请换药，或写明理由。</translation>
    </message>
    <message>
        <source>Please sign in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>The password is wrong.</source>
        <translation>密码不对。</translation>
    </message>
    <message numerus="yes">
        <source>The password is wrong, %n more try(s).</source>
        <translation>
            <numerusform>密码不对，还可以试 %n 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many wrong passwords: locked until %1. No data is lost.</source>
        <translation>密码错的次数太多，锁到 %1。数据不会丢。</translation>
    </message>
    <message>
        <source>This account is closed. Ask your manager to open it again.</source>
        <translation>这个账号已停用，请找负责人。</translation>
    </message>
    <message>
        <source>The county platform cannot be reached. Go on as usual; everything is kept here and sent once there is a line.</source>
        <translation>现在连不上县平台。照常使用即可，记录都在本机，有网络时会自动上传。</translation>
    </message>
    <message>
        <source>The line is too slow just now. Everything is kept here; the next attempt comes by itself.</source>
        <translation>网络太慢。记录都在本机，稍后自动再试。</translation>
    </message>
    <message>
        <source>What answered is not your county&apos;s platform. Nothing was sent. Tell whoever looks after the network.</source>
        <translation>应答的不是本县的平台，什么都没有上传。请告诉管网络的人。</translation>
    </message>
    <message>
        <source>The county platform did not answer as it should (a network sign-in page?). Everything is kept here; the next attempt comes by itself.</source>
        <translation>县平台的应答不对（是不是网络要先登录？）。记录都在本机，稍后自动再试。</translation>
    </message>
    <message>
        <source>The county platform refused (%1). Everything is kept here; call the county.</source>
        <translation>县平台没有接受（%1）。记录都在本机，请打电话给县平台。</translation>
    </message>
    <message>
        <source>The county platform does not know this computer. Everything is kept here; have it enrolled again.</source>
        <translation>县平台不认得这台电脑。记录都在本机，请重新接入这台电脑。</translation>
    </message>
    <message>
        <source>The county platform could not verify what this computer sent. Everything is kept here; call the county.</source>
        <translation>县平台没能验证本机上传的内容。记录都在本机，请打电话给县平台。</translation>
    </message>
    <message>
        <source>This computer&apos;s data seems to be a copy or an older state. Nothing was sent, everything is kept; call the county.</source>
        <translation>本机的数据像是复制的或退回到了以前。什么都没有上传，记录都留着，请打电话给县平台。</translation>
    </message>
    <message>
        <source>This version is too old for the county platform. Everything is kept here; update the program.</source>
        <translation>程序版本太旧，县平台不能接收。记录都在本机，请升级程序。</translation>
    </message>
    <message>
        <source>Stopped. Nothing is lost; it goes on from here next time.</source>
        <translation>已停下。没有丢数据，下次接着来。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Kind of document</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Why there is no ID number</source>
        <translation>没有身份证号的原因</translation>
    </message>
    <message>
        <source>Blood type</source>
        <translation>血型</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Chronic conditions</source>
        <translation>慢病</translation>
    </message>
    <message>
        <source>Record number</source>
        <translation>档案编号</translation>
    </message>
    <message>
        <source>Ethnic group</source>
        <translation>民族</translation>
    </message>
    <message>
        <source>Date of death</source>
        <translation>死亡日期</translation>
    </message>
    <message>
        <source>Allergic to</source>
        <translation>过敏物</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>反应</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>主诉</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>科室</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>过敏史</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Relation to the head of household</source>
        <translation>户主关系</translation>
    </message>
    <message>
        <source>The data on this computer is locked. Sign in to open it.</source>
        <translation>本机数据已加锁，登录后打开。</translation>
    </message>
    <message>
        <source>Your password was changed at another computer. Type the new one.</source>
        <translation>你的密码已在别的电脑上改过，请输入新密码。</translation>
    </message>
    <message>
        <source>The county platform is busy. Everything is kept here; it is tried again by itself.</source>
        <translation>县平台繁忙。数据都在本机，稍后自动再试。</translation>
    </message>
    <message>
        <source>This code has expired. Nothing was changed; ask the county for a new one.</source>
        <translation>接入码已过期，没有任何改动；请向县里索取新的接入码。</translation>
    </message>
    <message>
        <source>This code was used already, by another computer. Nothing was changed; ask the county for a new one, and tell them if that was not you.</source>
        <translation>接入码已被另一台电脑用过，没有任何改动；请向县里索取新的接入码，如不是本人所为，请告知县里。</translation>
    </message>
    <message>
        <source>The county has withdrawn this code. Nothing was changed; ask for a new one.</source>
        <translation>县里已撤回这个接入码，没有任何改动；请索取新的接入码。</translation>
    </message>
    <message>
        <source>The county platform does not know this code. Nothing was changed; compare it with the county&apos;s paper.</source>
        <translation>县平台不认识这个接入码，没有任何改动；请与县里给的纸条核对。</translation>
    </message>
    <message>
        <source>The county has revoked this computer. Nothing more of it is taken. Its %1 entries that were not sent are kept here; only the recovery key opens them now. Ask the county for a code to enrol it again.</source>
        <translation>县里已吊销这台电脑，不再接收它的任何数据。尚未上传的 %1 条都在本机，现在只有恢复密钥能打开；请向县里索取接入码，重新接入。</translation>
    </message>
    <message>
        <source>This code is for a new computer, and this one was enrolled before. Nothing was changed; ask the county for a code to enrol this very computer again.</source>
        <translation>这个接入码是给新电脑的，而本机以前接入过，没有任何改动；请向县里索取本机重新接入用的接入码。</translation>
    </message>
    <message>
        <source>This code is for another computer. Nothing was changed; use it there, or ask the county for another code.</source>
        <translation>这个接入码是给另一台电脑的，没有任何改动；请在那台电脑上用，或向县里另要一个。</translation>
    </message>
    <message>
        <source>This computer&apos;s certificate is missing or has run out. Everything is kept here; ask the county for a code to enrol it again.</source>
        <translation>本机的证书缺失或已过期。数据都在本机；请向县里索取接入码，重新接入。</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) still work there. Nothing was changed; move them to another site first.</source>
        <translation>
            <numerusform>这里还有 %n 人在岗。什么都没改；请先把他们调到别的机构。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n site(s) lie below it. Nothing was changed; close them first.</source>
        <translation>
            <numerusform>下面还有 %n 个机构。什么都没改；请先关闭它们。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody changes their own role, site or account. Nothing was saved; ask another administrator.</source>
        <translation>不能改自己的角色、机构或账号。什么都没保存；请另一位管理员来做。</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>区划代码</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>上级机构</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>At least 8 characters.</source>
        <translation>至少 8 位。</translation>
    </message>
    <message>
        <source>Not one character over and over.</source>
        <translation>不能全是同一个字符。</translation>
    </message>
    <message>
        <source>Your login must not be in it.</source>
        <translation>不能含你的登录名。</translation>
    </message>
    <message>
        <source>Your name must not be in it.</source>
        <translation>不能含你的姓名。</translation>
    </message>
    <message>
        <source>Three of these four: capitals, small letters, digits, other characters. Or 16 characters of any kind.</source>
        <translation>大写字母、小写字母、数字、其他字符，四类至少用三类；或者 16 位以上不限。</translation>
    </message>
    <message>
        <source>Not the one you have now.</source>
        <translation>不能和现在的一样。</translation>
    </message>
    <message>
        <source>The folder %1 is not there. Put the stick in, or choose another folder. Earlier backups are as they were.</source>
        <translation>找不到文件夹 %1。请插好 U 盘，或另选文件夹。以前的备份都还在。</translation>
    </message>
    <message>
        <source>%1 moves under two signatures. Nothing was saved; ask a colleague to sign beside you.</source>
        <translation>%1 要两人签字。没有保存；请一位同事来签第二个字。</translation>
    </message>
    <message>
        <source>%1 is prescribed only by a doctor with the right to narcotics. Nothing was saved; ask such a doctor, or the county to give you the right.</source>
        <translation>%1 只能由有麻精处方权的医生开。没有保存；请这样的医生开，或请县里授权。</translation>
    </message>
    <message>
        <source>%1 is handed out only for a prescription written here. Nothing was handed out.</source>
        <translation>%1 只凭本机构开的处方发放。没有发药。</translation>
    </message>
    <message>
        <source>A village clinic keeps no %1, unless the county lets it. Nothing was taken in; send it back.</source>
        <translation>村卫生室不存放 %1，除非县里准许。没有入库；请退回。</translation>
    </message>
    <message>
        <source>The second signature is another person&apos;s. Nothing was saved.</source>
        <translation>第二个字要另一个人签。没有保存。</translation>
    </message>
    <message>
        <source>They work at another site. Nothing was saved; ask somebody of this one.</source>
        <translation>这个人在别的机构工作。没有保存；请本机构的人签。</translation>
    </message>
    <message>
        <source>Their role signs no drugs. Nothing was saved; ask a doctor, a nurse or a pharmacist.</source>
        <translation>这个人的岗位不能签药品。没有保存；请医生、护士或药师签。</translation>
    </message>
    <message>
        <source>Somebody else has set that password. They sign in once and choose their own, then sign here.</source>
        <translation>这个密码是别人设的。请本人先登录改成自己的密码，再来签字。</translation>
    </message>
    <message>
        <source>The second signature is too old. Nothing was saved; let them sign again.</source>
        <translation>第二人签字时间太久了。没有保存；请重新签字。</translation>
    </message>
    <message>
        <source>There is no new version of the program in %1. It is two files whose names begin alike; copy both.</source>
        <translation>%1 中没有新版本。新版本是两个文件名开头相同的文件，请两个都拷过来。</translation>
    </message>
    <message>
        <source>This computer cannot install by itself. Nothing was changed; ask whoever looks after it to install the new version.</source>
        <translation>本机不能自行安装。未作任何更改；请维护本机的人安装新版本。</translation>
    </message>
    <message>
        <source>The new version has no signature beside it. Nothing was changed; copy both files.</source>
        <translation>新版本旁没有签名文件。未作任何更改；请把两个文件都拷过来。</translation>
    </message>
    <message>
        <source>This computer knows nobody who may send it new versions. Nothing was changed; ask the county.</source>
        <translation>本机尚未登记可信的发布者，不接受任何新版本。未作任何更改；请联系县里。</translation>
    </message>
    <message>
        <source>A version was offered that is not signed by your county&apos;s publisher. It was not taken. Tell the county.</source>
        <translation>收到的新版本不是本县发布者签名的，未予接受。请告知县里。</translation>
    </message>
    <message>
        <source>The new version arrived damaged. Nothing was changed; copy it anew.</source>
        <translation>新版本已损坏。未作任何更改；请重新拷贝。</translation>
    </message>
    <message>
        <source>This is another program. Nothing was changed.</source>
        <translation>这是另一个程序。未作任何更改。</translation>
    </message>
    <message>
        <source>This version is for another kind of computer (%1; this one is %2). Nothing was changed.</source>
        <translation>此版本适用于另一类计算机（%1；本机为 %2）。未作任何更改。</translation>
    </message>
    <message>
        <source>Version %1 is older than this one (%2). Nothing was changed.</source>
        <translation>版本 %1 比当前版本（%2）旧。未作任何更改。</translation>
    </message>
    <message>
        <source>Version %1 is the one you have.</source>
        <translation>版本 %1 就是当前版本。</translation>
    </message>
    <message>
        <source>Version %1 cannot follow on this one directly. Nothing was changed; ask the county for the version between them.</source>
        <translation>不能从当前版本直接升级到 %1。未作任何更改；请向县里索取中间版本。</translation>
    </message>
    <message>
        <source>The new version needs parts of the system that this computer lacks (%1). Nothing was changed; ask whoever looks after it.</source>
        <translation>新版本需要本机缺少的系统组件（%1）。未作任何更改；请联系维护本机的人。</translation>
    </message>
    <message>
        <source>The system has not taken the new version up. Nothing was changed; ask whoever looks after this computer to install it.</source>
        <translation>系统没有接手安装新版本。未作任何更改；请维护本机的人安装。</translation>
    </message>
    <message>
        <source>The system did not install the new version (%1). Ask whoever looks after this computer.</source>
        <translation>系统未能安装新版本（%1）。请联系维护本机的人。</translation>
    </message>
    <message>
        <source>The folder %1 is not there. Put the stick in, or choose another. Nothing was written.</source>
        <translation>文件夹 %1 不在。请插好 U 盘，或另选一个。什么也没有写入。</translation>
    </message>
    <message>
        <source>This computer has not heard the county platform&apos;s key yet. Synchronise once over a line; nothing was written.</source>
        <translation>这台电脑还没有收到县平台的密钥。请先联网同步一次；什么也没有写入。</translation>
    </message>
    <message>
        <source>A contract with %1 runs until %2. Nothing was saved; renew it, or move it to another team.</source>
        <translation>与 %1 的签约到 %2 才到期。没有保存；可以续签或换团队。</translation>
    </message>
    <message>
        <source>This team does not serve the residents of that site. Nothing was saved; choose another team.</source>
        <translation>这个团队不服务该机构的居民。没有保存；请换一个团队。</translation>
    </message>
    <message>
        <source>One person signs with at most %1 residents within %2 seconds: each of them is to hear what they sign. Nothing was saved; go on in a moment.</source>
        <translation>一个人 %2 秒内最多签 %1 位居民：每位居民都要听清签的是什么。没有保存；过一会儿再签。</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>服务包</translation>
    </message>
    <message>
        <source>Day on the paper</source>
        <translation>签字日期</translation>
    </message>
    <message>
        <source>Who signed</source>
        <translation>谁签的字</translation>
    </message>
    <message>
        <source>Their name</source>
        <translation>签字人姓名</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年限</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>生效日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日</translation>
    </message>
    <message>
        <source>Why it ended</source>
        <translation>结束原因</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The allergy to %1 stands. Nothing was saved; if it was wrong, void it with its reason.</source>
        <translation>对“%1”的过敏记录还在，没有保存。如果记错了，请写明原因作废那条过敏。</translation>
    </message>
    <message>
        <source>Others stay in the household. Nothing was saved; say first who is its head now.</source>
        <translation>户主先走，别人还在本户，没有保存。请先改户主。</translation>
    </message>
    <message>
        <source>Rh blood group</source>
        <translation>RH 血型</translation>
    </message>
    <message>
        <source>Day of moving out</source>
        <translation>迁出日期</translation>
    </message>
</context>
<context>
    <name>yigong::SignDialog</name>
    <message>
        <source>Contract with %1</source>
        <translation>与 %1 签约</translation>
    </message>
    <message>
        <source>Renew the contract with %1</source>
        <translation>给 %1 续签</translation>
    </message>
    <message>
        <source>%1 goes to another team</source>
        <translation>%1 换团队</translation>
    </message>
    <message>
        <source>Its rest</source>
        <translation>剩余期限</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n 年</numerusform>
        </translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>续签</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签约</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>For</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>还属于</translation>
    </message>
    <message>
        <source>Who signed</source>
        <translation>谁签的字</translation>
    </message>
    <message>
        <source>Their name</source>
        <translation>签字人姓名</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>By fingerprint</source>
        <translation>按手印</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Day on the paper</source>
        <translation>签字日期</translation>
    </message>
    <message>
        <source>Key groups: %1</source>
        <translation>重点人群：%1</translation>
    </message>
    <message>
        <source>Relation, such as son</source>
        <translation>关系，如儿子</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>服务包</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>No team serves this site yet: the county makes one first.</source>
        <translation>还没有团队服务这个机构：先请县里建一个。</translation>
    </message>
    <message>
        <source>Which day stands on the paper?</source>
        <translation>纸上签的是哪一天？</translation>
    </message>
</context>
<context>
    <name>yigong::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>特大</translation>
    </message>
    <message>
        <source>Size of type</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Yigong</source>
        <translation>医共</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>谁在用？</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Forgotten? Your health centre sets a new one; no data is lost.</source>
        <translation>忘了密码请镇卫生院重设，数据不会丢。</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Without a line everything works: signing in, visits, medicine</source>
        <translation>没有网络也可以照常登录、接诊、发药</translation>
    </message>
    <message>
        <source>↑ ↓ choose the person</source>
        <translation>↑ ↓ 选人</translation>
    </message>
    <message>
        <source>Enter sign in</source>
        <translation>Enter 进入</translation>
    </message>
    <message>
        <source>Yigong %1</source>
        <translation>医共 %1</translation>
    </message>
    <message>
        <source>Not yet synchronised with the county platform</source>
        <translation>还没有与县平台同步过</translation>
    </message>
    <message>
        <source>Last synchronised: %1</source>
        <translation>上次与县平台同步：%1</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Made-up people. Password of everyone: %1</source>
        <translation>人物均为虚构，密码都是 %1</translation>
    </message>
    <message>
        <source>%1, your password please</source>
        <translation>%1，请输入密码</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定开着</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
</context>
<context>
    <name>yigong::SitesView</name>
    <message>
        <source>closed %1</source>
        <translation>%1 关闭</translation>
    </message>
    <message>
        <source>open</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>区划代码</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>短码</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>No site answers to that</source>
        <translation>没有这样的机构</translation>
    </message>
    <message>
        <source>Type part of a name, its initials, or the beginning of a code.</source>
        <translation>输入名称的一部分、首字母，或者代码的开头。</translation>
    </message>
    <message>
        <source>Find a site</source>
        <translation>找机构</translation>
    </message>
    <message>
        <source>name, initials or code</source>
        <translation>名称、首字母或代码</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Which sites</source>
        <translation>哪些机构</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Close …</source>
        <translation>关闭…</translation>
    </message>
    <message>
        <source>Add a site</source>
        <translation>新增机构</translation>
    </message>
    <message numerus="yes">
        <source>%n site(s); Enter shows who works there</source>
        <translation>
            <numerusform>共 %n 个机构，按回车看那里的人员</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is added</source>
        <translation>已新增%1</translation>
    </message>
    <message>
        <source>It is called %1 now</source>
        <translation>现在叫%1</translation>
    </message>
    <message>
        <source>%1 is closed</source>
        <translation>%1已关闭</translation>
    </message>
    <message>
        <source>Move …</source>
        <translation>移动…</translation>
    </message>
    <message>
        <source>%1 lies below %2 now</source>
        <translation>%1现属%2</translation>
    </message>
    <message>
        <source>Narcotics …</source>
        <translation>麻精药品……</translation>
    </message>
    <message>
        <source>%1 keeps narcotics no longer</source>
        <translation>%1 不再存放麻精药品</translation>
    </message>
    <message>
        <source>Deliveries of narcotics and class I psychotropics are refused there from the next synchronisation on. What lies there may still be handed out, sent back or destroyed.</source>
        <translation>下次同步起，那里不能再入库麻醉药品和第一类精神药品。已有的仍可发放、退回或销毁。</translation>
    </message>
    <message>
        <source>Refuse them</source>
        <translation>不准存放</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Let %1 keep narcotics</source>
        <translation>准许 %1 存放麻精药品</translation>
    </message>
    <message>
        <source>Village clinics normally keep no narcotics and class I psychotropics. Two people must be there to sign each move.</source>
        <translation>村卫生室一般不存放麻醉药品和第一类精神药品。每次进出都要有两个人在场签字。</translation>
    </message>
    <message>
        <source>Let it keep them</source>
        <translation>准许存放</translation>
    </message>
    <message>
        <source>%1 may keep narcotics</source>
        <translation>%1 可以存放麻精药品</translation>
    </message>
</context>
<context>
    <name>yigong::SpecialRegisterDialog</name>
    <message>
        <source>prescribed by %1</source>
        <translation>%1 开方</translation>
    </message>
    <message>
        <source>all lots %1</source>
        <translation>全部 %1</translation>
    </message>
    <message>
        <source>one signature</source>
        <translation>只有一人签字</translation>
    </message>
    <message>
        <source>Register of special drugs</source>
        <translation>专册登记</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>From or to</source>
        <translation>来源或去向</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>In or out</source>
        <translation>进出</translation>
    </message>
    <message>
        <source>Left of the lot</source>
        <translation>本批结存</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Nothing moved in these days</source>
        <translation>这些天没有进出</translation>
    </message>
    <message>
        <source>Narcotics and class I psychotropics stand here with both signatures.</source>
        <translation>麻醉药品和第一类精神药品的进出登记在这里，附两人签字。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>All narcotics and class I psychotropics</source>
        <translation>全部麻醉和第一类精神药品</translation>
    </message>
    <message>
        <source>Drug</source>
        <translation>药品</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>%1, %2, %3 to %4</source>
        <translation>%1，%2，%3 至 %4</translation>
    </message>
    <message>
        <source>Where to?</source>
        <translation>存到哪里？</translation>
    </message>
    <message>
        <source>register</source>
        <translation>专册登记</translation>
    </message>
    <message>
        <source>Taken out to %1</source>
        <translation>已导出到 %1</translation>
    </message>
</context>
<context>
    <name>yigong::Spoken</name>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>sex not known</source>
        <translation>性别不详</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>sex, age</comment>
        <translation>%1 %2 岁</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format</comment>
        <translation>M 月 d 日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>date format</comment>
        <translation>yyyy 年 M 月 d 日</translation>
    </message>
    <message>
        <source>hypertension</source>
        <translation>高血压</translation>
    </message>
    <message>
        <source>diabetes</source>
        <translation>糖尿病</translation>
    </message>
    <message>
        <source>COPD</source>
        <translation>慢阻肺</translation>
    </message>
    <message>
        <source>coronary disease</source>
        <translation>冠心病</translation>
    </message>
    <message>
        <source>stroke</source>
        <translation>脑卒中</translation>
    </message>
    <message>
        <source>severe mental disorder</source>
        <translation>严重精神障碍</translation>
    </message>
    <message>
        <source>tuberculosis</source>
        <translation>肺结核</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Say why</source>
        <translation>请写原因</translation>
    </message>
    <message>
        <source>Not after %1</source>
        <translation>不能晚于 %1</translation>
    </message>
    <message>
        <source>Between %1 and %2</source>
        <translation>应在 %1 到 %2 之间</translation>
    </message>
    <message>
        <source>The catalogue has no drug %1</source>
        <translation>目录里没有药品 %1</translation>
    </message>
    <message>
        <source>The catalogue has no diagnosis %1</source>
        <translation>目录里没有诊断 %1</translation>
    </message>
    <message>
        <source>Only %1 of %2 on the shelf</source>
        <translation>%2 只有 %1</translation>
    </message>
    <message>
        <source>Allergic to %1</source>
        <translation>%1过敏</translation>
    </message>
    <message>
        <source>Expired on %1</source>
        <translation>%1 已过期</translation>
    </message>
    <message>
        <source>Meanwhile something else was done with it; look at it again</source>
        <translation>这期间有别的变动，请再看一遍</translation>
    </message>
    <message>
        <source>Your role or site may not do this</source>
        <translation>你的岗位或机构不能做这一步</translation>
    </message>
    <message>
        <source>This cannot be read; please write it anew</source>
        <translation>看不懂，请重写</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>A narcotic: only a doctor with that right prescribes it</source>
        <translation>麻精药品：有处方权的医生才能开</translation>
    </message>
</context>
<context>
    <name>yigong::StackedField</name>
    <message>
        <source>last time %1</source>
        <translation>上次 %1</translation>
    </message>
</context>
<context>
    <name>yigong::StaffView</name>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Nobody answers to that</source>
        <translation>没有这样的人</translation>
    </message>
    <message>
        <source>Type part of a name, a login, a role or a site.</source>
        <translation>输入姓名、登录名、角色或机构的一部分。</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>找人员</translation>
    </message>
    <message>
        <source>name, login, role or site</source>
        <translation>姓名、登录名、角色或机构</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>Without an account</source>
        <translation>没有账号</translation>
    </message>
    <message>
        <source>One-time password</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>已离职</translation>
    </message>
    <message>
        <source>Which staff</source>
        <translation>哪些人员</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Another role</source>
        <translation>更改角色</translation>
    </message>
    <message>
        <source>Another site</source>
        <translation>调到别的机构</translation>
    </message>
    <message>
        <source>Make an account</source>
        <translation>开账号</translation>
    </message>
    <message>
        <source>New one-time password</source>
        <translation>重设一次性密码</translation>
    </message>
    <message>
        <source>Close the account</source>
        <translation>关闭账号</translation>
    </message>
    <message>
        <source>Has left …</source>
        <translation>登记离职…</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>共 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation>还没有选人</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职称</translation>
    </message>
    <message>
        <source>Nobody changes their own role, site or account: another administrator does.</source>
        <translation>不能改自己的角色、机构或账号：请另一位管理员来做。</translation>
    </message>
    <message>
        <source>Has left; what they wrote stays theirs.</source>
        <translation>已离职；写过的记录仍归此人名下。</translation>
    </message>
    <message>
        <source>%1 has another role</source>
        <translation>已更改%1的角色</translation>
    </message>
    <message>
        <source>%1 works at %2 now</source>
        <translation>%1现在在%2</translation>
    </message>
    <message>
        <source>A new password for %1</source>
        <translation>给%1重设密码</translation>
    </message>
    <message>
        <source>The present one ends at the next synchronisation of their computer. Ask them for something that only they know before you do this by telephone.</source>
        <translation>对方电脑下次同步后，现在的密码就失效。如果是电话里要求的，请先问一件只有本人知道的事。</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>重设</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Close the account of %1</source>
        <translation>关闭%1的账号</translation>
    </message>
    <message>
        <source>They sign in nowhere any more, from the next synchronisation of each computer on. It cannot be opened again.</source>
        <translation>各台电脑下次同步后，此人在哪里都不能再登录。关闭后不能再开。</translation>
    </message>
    <message>
        <source>Close it for good</source>
        <translation>永久关闭</translation>
    </message>
    <message>
        <source>The account of %1 is closed</source>
        <translation>%1的账号已关闭</translation>
    </message>
    <message>
        <source>%1 has left</source>
        <translation>%1离职</translation>
    </message>
    <message>
        <source>A password for the first sign-in of %1</source>
        <translation>%1首次登录的密码</translation>
    </message>
    <message>
        <source>It is shown this once. They sign in with it at %1 and choose their own; until then somebody who can open that computer sits beside them.</source>
        <translation>只显示这一次。对方在%1用它登录，然后换成自己的；第一次登录时，要有能打开那台电脑的同事在旁边。</translation>
    </message>
    <message>
        <source>Login: %1</source>
        <translation>登录名：%1</translation>
    </message>
    <message>
        <source>Site: %1</source>
        <translation>机构：%1</translation>
    </message>
    <message>
        <source>Right to narcotics …</source>
        <translation>麻精处方权……</translation>
    </message>
    <message>
        <source>Narcotics</source>
        <translation>麻精处方权</translation>
    </message>
    <message>
        <source>may prescribe them</source>
        <translation>有</translation>
    </message>
    <message>
        <source>no right</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Take the right to narcotics from %1</source>
        <translation>收回 %1 的麻精处方权</translation>
    </message>
    <message>
        <source>From the next synchronisation of their computer they prescribe no narcotics and class I psychotropics. What they prescribed until today stands.</source>
        <translation>其电脑下次同步后不能再开麻醉药品和第一类精神药品。到今天为止开的仍有效。</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Give %1 the right to narcotics</source>
        <translation>授予 %1 麻精处方权</translation>
    </message>
    <message>
        <source>They may prescribe narcotics and class I psychotropics from today: only for a doctor who has passed the county&apos;s examination.</source>
        <translation>从今天起可以开麻醉药品和第一类精神药品：只授予经县里考核合格的医生。</translation>
    </message>
    <message>
        <source>Give it</source>
        <translation>授予</translation>
    </message>
    <message>
        <source>%1 prescribes no narcotics any more</source>
        <translation>%1 不再有麻精处方权</translation>
    </message>
    <message>
        <source>%1 may prescribe narcotics</source>
        <translation>%1 有麻精处方权了</translation>
    </message>
</context>
<context>
    <name>yigong::StaffWords</name>
    <message>
        <source>left %1</source>
        <translation>%1 离职</translation>
    </message>
    <message>
        <source>no account</source>
        <translation>没有账号</translation>
    </message>
    <message>
        <source>has an account</source>
        <translation>有账号</translation>
    </message>
    <message>
        <source>one-time password</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>locked until %1</source>
        <translation>锁到 %1</translation>
    </message>
    <message>
        <source>account closed</source>
        <translation>账号已关闭</translation>
    </message>
</context>
<context>
    <name>yigong::StandingView</name>
    <message>
        <source>The role or site was not allowed to do this; ask your manager.</source>
        <translation>这个岗位或机构无权这样做，请找负责人。</translation>
    </message>
    <message>
        <source>It is about a record that the county does not have yet; tried again by itself.</source>
        <translation>涉及的档案县里还没有，到了会自动再试。</translation>
    </message>
    <message>
        <source>The county&apos;s program must be newer; tried again by itself.</source>
        <translation>县平台要先升级，升级后会自动再试。</translation>
    </message>
    <message>
        <source>It could not be read at the county; call the county.</source>
        <translation>县里读不出来，请打电话给县平台。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Where the data stands</source>
        <translation>数据状态</translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Given back by the county</source>
        <translation>被退回的</translation>
    </message>
    <message>
        <source>kept here and there, it blocks nothing else</source>
        <translation>两边都留着，不影响别的记录</translation>
    </message>
    <message>
        <source>Nothing was given back</source>
        <translation>没有被退回的</translation>
    </message>
    <message>
        <source>Exchanging with the county platform; go on working.</source>
        <translation>正在与县平台同步，可以照常工作。</translation>
    </message>
    <message>
        <source>This computer and the county platform have exchanged everything.</source>
        <translation>本机与县平台已互相传完。</translation>
    </message>
    <message>
        <source>Not tried yet since the program was started.</source>
        <translation>打开程序后还没有同步过。</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>还没上传</translation>
    </message>
    <message>
        <source>nothing, all of it is at the county</source>
        <translation>没有，全部已到县平台</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>since %1, safe on this computer</source>
        <translation>最早一条 %1，已存在本机</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>被退回</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>the reasons are below</source>
        <translation>原因见下</translation>
    </message>
    <message>
        <source>Last complete exchange</source>
        <translation>上次同步完成</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>In that exchange</source>
        <translation>那次同步</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>上传 %1 条，收到 %2 条</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>下次同步</translation>
    </message>
    <message>
        <source>or F5</source>
        <translation>或按 F5</translation>
    </message>
    <message>
        <source>Exchanging with the county platform</source>
        <translation>正在与县平台同步</translation>
    </message>
    <message>
        <source>Stopping loses nothing; it goes on next time.</source>
        <translation>停下不会丢数据，下次接着传。</translation>
    </message>
    <message>
        <source>%1 of %2 sent, %3 received</source>
        <translation>已上传 %1 / %2 条，收到 %3 条</translation>
    </message>
    <message>
        <source>A narcotic was moved without a second person of this site who may sign; count the batch with one, and tell the county.</source>
        <translation>麻精药品进出没有本机构第二人的有效签字；请两人一起盘点这一批，并告诉县里。</translation>
    </message>
    <message>
        <source>A narcotic was prescribed without the right to it on that day; ask the county.</source>
        <translation>开麻精药品那天没有处方权；请问县里。</translation>
    </message>
    <message>
        <source>A village clinic took in narcotics, which the county has not let it keep; ask the county.</source>
        <translation>村卫生室入库了麻精药品，县里没有准许；请问县里。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>It is kept here and at the county, and holds nothing else up.</source>
        <translation>这里和县里都保存着，不影响其他记录。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开档案</translation>
    </message>
</context>
<context>
    <name>yigong::SyncPage</name>
    <message>
        <source>Synchronisation</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Where the data stands</source>
        <translation>数据状态</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>View</source>
        <translation>看什么</translation>
    </message>
    <message>
        <source>Conflicts %1</source>
        <translation>冲突 %1</translation>
    </message>
</context>
<context>
    <name>yigong::SyncSchedule</name>
    <message>
        <source>Offline, work as usual</source>
        <translation>离线，照常使用</translation>
    </message>
    <message numerus="yes">
        <source>Offline, %n record(s) on this computer</source>
        <translation>
            <numerusform>离线，%n 条在本机</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) to send</source>
        <translation>
            <numerusform>%n 条待上传</numerusform>
        </translation>
    </message>
    <message>
        <source>Synchronised %1</source>
        <translation>已同步 %1</translation>
    </message>
    <message>
        <source>Synchronising</source>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>Reading only</source>
        <translation>只能查看</translation>
    </message>
    <message>
        <source>Version too old</source>
        <translation>版本太旧</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) given back</source>
        <translation>
            <numerusform>%n 条被退回</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::TakeOffDialog</name>
    <message>
        <source>Take %1, lot %2 off the shelf</source>
        <translation>%1 批号 %2 下架</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>销毁</translation>
    </message>
    <message>
        <source>Back to the supplier</source>
        <translation>退回供货单位</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>供货单位</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The ledger says %1 %2.</source>
        <translation>账上 %1 %2。</translation>
    </message>
    <message>
        <source>expired, broken, recalled …</source>
        <translation>过期、破损、召回……</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>下架</translation>
    </message>
    <message>
        <source>Between 1 and %1</source>
        <translation>1 到 %1 之间</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Say why</source>
        <translation>写明原因</translation>
    </message>
</context>
<context>
    <name>yigong::Timeline</name>
    <message>
        <source>Visit</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>Referral sent</source>
        <translation>已发出转诊</translation>
    </message>
    <message>
        <source>Referral withdrawn</source>
        <translation>已撤回转诊</translation>
    </message>
    <message>
        <source>Referral accepted</source>
        <translation>转诊已接收</translation>
    </message>
    <message>
        <source>Referral rejected</source>
        <translation>转诊被退</translation>
    </message>
    <message>
        <source>Arrived at the hospital</source>
        <translation>已到院</translation>
    </message>
    <message>
        <source>Treated</source>
        <translation>已诊治</translation>
    </message>
    <message>
        <source>Sent back with a plan</source>
        <translation>已回转，带康复计划</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已接回</translation>
    </message>
    <message>
        <source>Referral closed</source>
        <translation>转诊已办结</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>未到院</translation>
    </message>
    <message>
        <source>A step that needs a newer program</source>
        <translation>新版本才能看的一步</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签名</translation>
    </message>
    <message>
        <source>Amended: %1</source>
        <translation>更正：%1</translation>
    </message>
    <message>
        <source>Amended</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Prescribed</source>
        <translation>处方</translation>
    </message>
    <message>
        <source>Referred to %1</source>
        <translation>转诊到 %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已办</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Allergic to %1</source>
        <translation>对 %1 过敏</translation>
    </message>
    <message>
        <source>Two sites differed, settled: %1</source>
        <translation>两处填得不一样，已定为 %1</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>controlled</source>
        <translation>控制满意</translation>
    </message>
    <message>
        <source>not controlled</source>
        <translation>控制不满意</translation>
    </message>
    <message>
        <source>adverse reaction</source>
        <translation>不良反应</translation>
    </message>
    <message>
        <source>complication</source>
        <translation>并发症</translation>
    </message>
    <message>
        <source>Follow-up, %1: %2</source>
        <translation>%1随访：%2</translation>
    </message>
    <message>
        <source>next on %1</source>
        <translation>下次 %1</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>Record changed: %1</source>
        <translation>改了档案：%1</translation>
    </message>
    <message>
        <source>Died on %1</source>
        <translation>%1 死亡</translation>
    </message>
    <message>
        <source>The death was noted by mistake</source>
        <translation>死亡系误记</translation>
    </message>
    <message>
        <source>Moved out on %1</source>
        <translation>%1 迁出</translation>
    </message>
    <message>
        <source>Had not moved out after all</source>
        <translation>迁出系误记</translation>
    </message>
    <message>
        <source>Came back on %1</source>
        <translation>%1 返回</translation>
    </message>
    <message>
        <source>Looked after by %1 from now on</source>
        <translation>改由%1管理</translation>
    </message>
    <message>
        <source>%1, before: %2</source>
        <translation>%1，原为 %2</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>before: %1</source>
        <translation>原为 %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>a place</comment>
        <translation>去 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>yigong::Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>yigong::TrendChart</name>
    <message>
        <source>Blood pressure over time</source>
        <translation>血压变化</translation>
    </message>
    <message>
        <source>Fasting glucose over time</source>
        <translation>空腹血糖变化</translation>
    </message>
    <message>
        <source>in a visit</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>in a follow-up</source>
        <translation>随访</translation>
    </message>
</context>
<context>
    <name>yigong::TrendView</name>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>Fasting glucose</source>
        <translation>空腹血糖</translation>
    </message>
    <message>
        <source>No pressure has been measured yet, neither in a visit nor in a follow-up.</source>
        <translation>就诊和随访里都还没有量过血压。</translation>
    </message>
    <message>
        <source>No fasting glucose has been measured yet, neither in a visit nor in a follow-up.</source>
        <translation>就诊和随访里都还没有测过空腹血糖。</translation>
    </message>
    <message>
        <source>Agreed goal: below %1</source>
        <translation>约定目标：低于 %1</translation>
    </message>
    <message>
        <source>By the rule: below %1</source>
        <translation>规范要求：低于 %1</translation>
    </message>
    <message>
        <source>Large marks: follow-ups. Small ones: visits.</source>
        <translation>大点为随访，小点为就诊。</translation>
    </message>
</context>
<context>
    <name>yigong::UnusualView</name>
    <message>
        <source>many residents</source>
        <translation>人数多</translation>
    </message>
    <message>
        <source>out of hours</source>
        <translation>非工作时间</translation>
    </message>
    <message>
        <source>opened for a reason</source>
        <translation>紧急查阅</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Out of hours</source>
        <translation>非工作时间</translation>
    </message>
    <message>
        <source>For a reason</source>
        <translation>紧急查阅</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>What is unusual</source>
        <translation>异常情况</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>最近一周</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>最近一个月</translation>
    </message>
    <message>
        <source>Since when</source>
        <translation>从何时起</translation>
    </message>
    <message>
        <source>Unusual reading</source>
        <translation>异常查阅</translation>
    </message>
    <message>
        <source>Nothing unusual</source>
        <translation>没有异常</translation>
    </message>
    <message>
        <source>More residents on a day than is set, reading at night and records opened for a reason would stand here.</source>
        <translation>一天看得太多、夜里查阅、紧急查阅，都会列在这里。</translation>
    </message>
    <message>
        <source>Only of this computer.</source>
        <translation>只有这台电脑的。</translation>
    </message>
    <message numerus="yes">
        <source>The log of a computer did not hold at %n place(s).</source>
        <translation>
            <numerusform>有电脑的日志在 %n 处对不上。</numerusform>
        </translation>
    </message>
    <message>
        <source>Something was cut out or changed there: have it looked into.</source>
        <translation>那里被删过或改过：请派人查清。</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yigong::UpdateCard</name>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Look on a stick</source>
        <translation>从 U 盘查找</translation>
    </message>
    <message>
        <source>Install the new version</source>
        <translation>安装新版本</translation>
    </message>
    <message>
        <source>Start the new version</source>
        <translation>启动新版本</translation>
    </message>
    <message>
        <source>A new version is on which stick?</source>
        <translation>新版本在哪个 U 盘上？</translation>
    </message>
    <message>
        <source>This version</source>
        <translation>当前版本</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>正在进行</translation>
    </message>
    <message>
        <source>Looking at the stick.</source>
        <translation>正在查看 U 盘。</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>%1 is being fetched while the line is idle</source>
        <translation>%1 正在线路空闲时下载</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>已下载 %1 / %2 MB</translation>
    </message>
    <message>
        <source>%1 is ready</source>
        <translation>%1 已备好</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>更新内容</translation>
    </message>
    <message>
        <source>%1 waits until what you have begun is saved</source>
        <translation>%1 待你保存手头的内容后再安装</translation>
    </message>
    <message>
        <source>%1 is being installed; go on working.</source>
        <translation>正在安装 %1，可继续工作。</translation>
    </message>
    <message>
        <source>%1 is installed and begins with the next start</source>
        <translation>%1 已安装，下次启动时生效</translation>
    </message>
</context>
<context>
    <name>yigong::VisitPage</name>
    <message>
        <source>allergic to %1</source>
        <translation>%1过敏</translation>
    </message>
    <message>
        <source>No resident chosen yet</source>
        <translation>还没选居民</translation>
    </message>
    <message>
        <source>Find them by name, initials or number (F3), then see them with F4.</source>
        <translation>按姓名、首字母或号码找到（F3），再按 F4 接诊。</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>主诉</translation>
    </message>
    <message>
        <source>Vital signs</source>
        <translation>体征</translation>
    </message>
    <message>
        <source>Diagnoses</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>嘱咐</translation>
    </message>
    <message>
        <source>Once signed it is never changed, only amended</source>
        <translation>签名后不能改，只能补充更正</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>Keep as draft</source>
        <translation>暂存</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Refer with this visit</source>
        <translation>带上本次就诊去转诊</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Sign and hand out</source>
        <translation>签名并发药</translation>
    </message>
    <message>
        <source>Draft, saved %1</source>
        <translation>草稿，已保存 %1</translation>
    </message>
    <message>
        <source>%1 %2 %3: is this right?</source>
        <translation>%1 %2 %3，对吗？</translation>
    </message>
    <message>
        <source>%1 %2 %3 is high.</source>
        <translation>%1 %2 %3，偏高。</translation>
    </message>
    <message>
        <source>%1 %2 %3 is low.</source>
        <translation>%1 %2 %3，偏低。</translation>
    </message>
    <message>
        <source>Pressure %1/%2: is the upper value first?</source>
        <translation>血压 %1/%2：高压在前吗？</translation>
    </message>
    <message>
        <source>%1: care, allergic to %2.</source>
        <translation>%1：慎用，%2过敏。</translation>
    </message>
    <message>
        <source>%1 for %2 days, usual are up to %3.</source>
        <translation>%1 开了 %2 天，通常不超过 %3 天。</translation>
    </message>
    <message>
        <source>%1 drugs on one slip.</source>
        <translation>一张处方 %1 种药。</translation>
    </message>
    <message>
        <source>%1 is there twice.</source>
        <translation>%1 开了两次。</translation>
    </message>
    <message>
        <source>Sign this visit?</source>
        <translation>签名？</translation>
    </message>
    <message numerus="yes">
        <source>%n drug(s) leave the shelf. Once signed, the visit is never changed, only amended.</source>
        <translation>
            <numerusform>%n 种药出库。签名后不能改，只能补充更正。</numerusform>
        </translation>
    </message>
    <message>
        <source>Once signed, the visit is never changed, only amended.</source>
        <translation>签名后不能改，只能补充更正。</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Signed: %1, visit %2</source>
        <translation>已签名：%1&#x3000;就诊号 %2</translation>
    </message>
    <message>
        <source>Fees %1 yuan.</source>
        <translation>费用 %1 元。</translation>
    </message>
    <message numerus="yes">
        <source>%n drug(s) handed out, fees %1 yuan.</source>
        <translation>
            <numerusform>已发 %n 种药，费用 %1 元。</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed. F8 refers %1 with this visit.</source>
        <translation>已签名。按 F8 带上本次就诊给 %1 转诊。</translation>
    </message>
    <message>
        <source>Handed out to %1: %2</source>
        <translation>发给 %1：%2</translation>
    </message>
</context>
<context>
    <name>yigong::VisitSide</name>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>What this visit records</source>
        <translation>这次会记到</translation>
    </message>
    <message>
        <source>Sign and refer with this visit</source>
        <translation>签名并转诊</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Drugs</source>
        <translation>药费</translation>
    </message>
    <message>
        <source>Consultation</source>
        <translation>一般诊疗</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>to be signed</source>
        <translation>待签名</translation>
    </message>
    <message>
        <source>Pressure trend</source>
        <translation>血压趋势</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>体征</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Prescription</source>
        <translation>处方</translation>
    </message>
    <message numerus="yes">
        <source>%n drug(s)</source>
        <translation>
            <numerusform>%n 种药</numerusform>
        </translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message numerus="yes">
        <source>%n drug(s) off the shelf</source>
        <translation>
            <numerusform>%n 种药出库</numerusform>
        </translation>
    </message>
    <message>
        <source>Report of month %1</source>
        <translation>%1 月报表</translation>
    </message>
    <message>
        <source>visits 1, prescriptions 1</source>
        <translation>门诊 1、处方 1</translation>
    </message>
    <message>
        <source>visits 1</source>
        <translation>门诊 1</translation>
    </message>
    <message>
        <source>180/110 or more</source>
        <translation>180/110 或更高</translation>
    </message>
    <message>
        <source>See to it now, refer, and look again within 2 weeks.</source>
        <translation>马上处理并转诊，2 周内核实到位。</translation>
    </message>
    <message>
        <source>Above target twice in a row</source>
        <translation>连续两次控制不满意</translation>
    </message>
    <message>
        <source>The standard advises to refer and to look again within 2 weeks.</source>
        <translation>按规范建议转诊，2 周内核实到位。</translation>
    </message>
</context>
<context>
    <name>yigong::VitalsForm</name>
    <message>
        <source>Pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>心率</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>体温</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>体重</translation>
    </message>
    <message>
        <source>Fasting glucose</source>
        <translation>空腹血糖</translation>
    </message>
    <message>
        <source>none</source>
        <comment>not measured</comment>
        <translation>未测</translation>
    </message>
    <message>
        <source>Is this right?</source>
        <translation>对吗？</translation>
    </message>
    <message>
        <source>The upper value goes first</source>
        <translation>高压写在前面</translation>
    </message>
    <message>
        <source>%1/%2 or more</source>
        <translation>达到 %1/%2</translation>
    </message>
</context>
<context>
    <name>yigong::Words</name>
    <message>
        <source>Village doctor</source>
        <translation>村医</translation>
    </message>
    <message>
        <source>Township doctor</source>
        <translation>镇卫生院医生</translation>
    </message>
    <message>
        <source>Nurse</source>
        <translation>护士</translation>
    </message>
    <message>
        <source>Pharmacist</source>
        <translation>药师</translation>
    </message>
    <message>
        <source>Township manager</source>
        <translation>镇卫生院负责人</translation>
    </message>
    <message>
        <source>County doctor</source>
        <translation>县医院医生</translation>
    </message>
    <message>
        <source>County manager</source>
        <translation>县医院负责人</translation>
    </message>
    <message>
        <source>Insurance officer</source>
        <translation>医保专员</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>County</source>
        <translation>县</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>镇</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村</translation>
    </message>
    <message>
        <source>M</source>
        <translation>男</translation>
    </message>
    <message>
        <source>F</source>
        <translation>女</translation>
    </message>
    <message>
        <source>%1 y</source>
        <translation>%1 岁</translation>
    </message>
    <message>
        <source>Hypertension</source>
        <translation>高血压</translation>
    </message>
    <message>
        <source>Diabetes</source>
        <translation>糖尿病</translation>
    </message>
    <message>
        <source>COPD</source>
        <translation>慢阻肺</translation>
    </message>
    <message>
        <source>Coronary disease</source>
        <translation>冠心病</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>脑卒中</translation>
    </message>
    <message>
        <source>Severe mental illness</source>
        <translation>重性精神病</translation>
    </message>
    <message>
        <source>Tuberculosis</source>
        <translation>肺结核</translation>
    </message>
    <message>
        <source>Cancer</source>
        <translation>肿瘤</translation>
    </message>
    <message>
        <source>Asthma</source>
        <translation>哮喘</translation>
    </message>
    <message>
        <source>Kidney disease</source>
        <translation>肾病</translation>
    </message>
    <message>
        <source>Hepatitis</source>
        <translation>肝炎</translation>
    </message>
    <message>
        <source>Deceased %1</source>
        <translation>已故 %1</translation>
    </message>
    <message>
        <source>65 or older</source>
        <translation>65 岁以上</translation>
    </message>
    <message>
        <source>Allergic: %1</source>
        <translation>过敏：%1</translation>
    </message>
    <message>
        <source>ends in %1</source>
        <translation>尾号 %1</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <comment>month, day</comment>
        <translation>%1 月 %2 日</translation>
    </message>
    <message>
        <source>%1-%2-%3</source>
        <comment>year, month, day</comment>
        <translation>%1 年 %2 月 %3 日</translation>
    </message>
    <message>
        <source>Narcotic</source>
        <translation>麻醉药品</translation>
    </message>
    <message>
        <source>Class I psychotropic</source>
        <translation>第一类精神药品</translation>
    </message>
    <message>
        <source>Class II psychotropic</source>
        <translation>第二类精神药品</translation>
    </message>
    <message>
        <source>Toxic drug</source>
        <translation>毒性药品</translation>
    </message>
    <message>
        <source>Moved out %1</source>
        <translation>%1 迁出</translation>
    </message>
</context>
<context>
    <name>yigong::Work</name>
    <message>
        <source>Answer the referral</source>
        <translation>要答复的转诊</translation>
    </message>
    <message>
        <source>Note whether they came</source>
        <translation>记下人到没到</translation>
    </message>
    <message>
        <source>Treat, then send back with a plan</source>
        <translation>诊治后回转</translation>
    </message>
    <message>
        <source>Take back, first follow-up</source>
        <translation>接回，首次随访</translation>
    </message>
    <message>
        <source>Not taken: find another way</source>
        <translation>没接收，另想办法</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>Remind of the appointment</source>
        <translation>提醒就诊时间</translation>
    </message>
    <message>
        <source>Count: %1</source>
        <translation>盘点：%1</translation>
    </message>
    <message>
        <source>Finish the visit</source>
        <translation>接诊没写完</translation>
    </message>
    <message>
        <source>Two sites entered different things</source>
        <translation>两家机构填得不一样</translation>
    </message>
    <message>
        <source>%1: not seen for long</source>
        <translation>%1，很久没来</translation>
    </message>
    <message>
        <source>Plan from the hospital</source>
        <translation>医院的康复计划</translation>
    </message>
    <message>
        <source>Lot %1, %2 left, until %3</source>
        <translation>批号 %1，余 %2，%3 到期</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>存于 %1</translation>
    </message>
    <message>
        <source>No visit on record</source>
        <translation>没有就诊记录</translation>
    </message>
    <message>
        <source>Last seen %1</source>
        <translation>上次来诊 %1</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>等你定</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Late</source>
        <translation>已超时</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>剩 %n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Follow up: %1</source>
        <translation>随访：%1</translation>
    </message>
    <message>
        <source>Last followed up %1</source>
        <translation>上次随访 %1</translation>
    </message>
    <message>
        <source>Never followed up</source>
        <translation>尚未随访</translation>
    </message>
</context>
<context>
    <name>yigong::WorkListPage</name>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>逾期 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n today</source>
        <translation>
            <numerusform>今天 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing late</source>
        <translation>没有逾期的</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>What, and what is known</source>
        <translation>事项与情况</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日工作</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记居民</translation>
    </message>
    <message>
        <source>See</source>
        <translation>接诊</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>要办的事</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>Expiring soon</source>
        <translation>近效期药品</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>还没上传</translation>
    </message>
    <message>
        <source>by deadline, late ones first</source>
        <translation>按期限排，逾期的在前</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已办</translation>
    </message>
    <message>
        <source>Enter start</source>
        <translation>Enter 开始</translation>
    </message>
    <message>
        <source>Nothing waits here</source>
        <translation>这里没有要办的事</translation>
    </message>
    <message>
        <source>What comes with the next synchronisation will stand here.</source>
        <translation>下次同步带来的事会列在这里。</translation>
    </message>
    <message>
        <source>within 3 months</source>
        <translation>3 个月内</translation>
    </message>
    <message>
        <source>Where the data stands</source>
        <translation>数据状态</translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>none within 3 months</source>
        <translation>3 个月内没有</translation>
    </message>
    <message>
        <source>the nearest: %1</source>
        <translation>最近一批 %1</translation>
    </message>
    <message>
        <source>all is at the county</source>
        <translation>全部已到县平台</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>最早一条 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more next week</source>
        <translation>
            <numerusform>下周还有 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a chronic condition not seen for 90 days</source>
        <translation>
            <numerusform>慢病 90 天没来的 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>No referral waits for you.</source>
        <translation>没有要办的转诊。</translation>
    </message>
    <message>
        <source>Nothing expires within 3 months.</source>
        <translation>3 个月内没有到期的药。</translation>
    </message>
    <message>
        <source>Not yet synchronised with the county platform</source>
        <translation>还没有与县平台同步过</translation>
    </message>
    <message>
        <source>Last synchronised: %1</source>
        <translation>上次与县平台同步：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are on this computer alone, and safe here</source>
        <translation>
            <numerusform>%n 条记录只在本机，已妥善保存</numerusform>
        </translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>已办：%1</translation>
    </message>
    <message>
        <source>What came of it? The hospital that asked for it will see this.</source>
        <translation>结果怎样？开这份计划的医院会看到。</translation>
    </message>
    <message>
        <source>Done, and written down</source>
        <translation>已办，已记下</translation>
    </message>
    <message numerus="yes">
        <source>%n follow-up(s) overdue</source>
        <translation>
            <numerusform>随访逾期 %n 人次</numerusform>
        </translation>
    </message>
</context>
</TS>
