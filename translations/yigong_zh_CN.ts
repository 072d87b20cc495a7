<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
    <name>yigong::PageHead</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
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
    <name>yigong::PersonButton</name>
    <message>
        <source>Person and site</source>
        <translation>人员和机构</translation>
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
    <name>yigong::PopupList</name>
    <message>
        <source>Suggestions</source>
        <translation>可选的</translation>
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
    <name>yigong::ProgressRow</name>
    <message>
        <source>Stop</source>
        <translation>停</translation>
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
    <name>yigong::StackedField</name>
    <message>
        <source>last time %1</source>
        <translation>上次 %1</translation>
    </message>
</context>
<context>
    <name>yigong::Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
</TS>
