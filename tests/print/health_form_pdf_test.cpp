// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/print/pdf_text.h"
#include "ui/print/form_sheet.h"
#include "ui/print/health_form_pdf.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>

using namespace yigong;

namespace {

/// Every question answered in a way that can be found again.
FormAnswers everythingSaid(const FormDefinition &form, int round)
{
    FormAnswers answers;
    if (const FormQuestion *columns = form.question(form.columnsOf))
        answers.set(
            columns->key,
            QString::number(columns->options[static_cast<std::size_t>(round) % columns->options.size()].number));
    for (const FormSection &section : form.sections)
        for (const FormQuestion &question : section.questions) {
            if (question.source == AnswerSource::Computed || question.key == form.columnsOf ||
                !isAsked(answers, question))
                continue;
            switch (question.kind) {
            case QuestionKind::Choice:
                answers.set(question.key, QString::number(question.options.back().number));
                break;
            case QuestionKind::Choices: {
                QStringList all;
                for (const QuestionOption &option : question.options)
                    if (option.number != question.none)
                        all.append(QString::number(option.number));
                answers.set(question.key, all.join(u';'));
                break;
            }
            case QuestionKind::Number:
                answers.set(question.key, hundredthsText(question.likelyHigh.value_or(*question.highest)));
                break;
            case QuestionKind::Date:
            case QuestionKind::Month:
                answers.set(question.key, QStringLiteral("2025-03-%1").arg(10 + round));
                break;
            case QuestionKind::Drugs:
                answers.set(question.key,
                            "氨氯地平\t1\t5 mg\n二甲双胍\t2\t0.5 g\n阿托伐他汀\t1\t20 mg\n阿司匹林\t1\t100 mg"_q);
                break;
            case QuestionKind::Text:
                answers.set(question.key, "见所述"_q);
                break;
            }
        }
    compute(answers, form, QDate(2025, 3, 20));
    return answers;
}

std::vector<FormPaper> filled(const FormDefinition &form)
{
    std::vector<PaperVisit> visits;
    const int count = form.layout == FormLayout::Columns ? 4 : 1;
    for (int i = 0; i < count; ++i)
        visits.push_back({everythingSaid(form, i), QDate(2025, 3, 20 + i), "王医生"_q, QDate(2025, 6, 20 + i)});
    std::vector<FormPaper> papers = formPapers(form, visits);
    for (FormPaper &paper : papers) {
        paper.name = "李秀兰"_q;
        paper.number = "00100027"_q;
    }
    return papers;
}

/// Kept to be looked at, beside the pages' pictures.
QString keptForm(const QString &name)
{
    const QString folder = QStringLiteral(YIGONG_BINARY_DIR "/pictures");
    QDir().mkpath(folder);
    return folder + "/national-form-"_q + name;
}

/// Whether nothing was drawn outside the margins.
bool hasCleanMargins(const QImage &page, const QRect &inner)
{
    for (int y = 0; y < page.height(); ++y)
        for (int x = 0; x < page.width(); ++x)
            if (!inner.contains(x, y) && page.pixel(x, y) != qRgb(255, 255, 255))
                return false;
    return true;
}

/// The pages as pictures, and how many there are.
int drawnPages(const std::vector<FormPaper> &papers, const QString &name)
{
    constexpr double dotsPerPoint = 2;
    constexpr int most = 6;
    const QSizeF sheet = formPageLayout().fullRect(QPageLayout::Point).size();
    const QRectF inner = formPageLayout().paintRect(QPageLayout::Point);
    const int high = qRound(sheet.height() * dotsPerPoint);
    QImage image(qRound(sheet.width() * dotsPerPoint), most * high, QImage::Format_RGB32);
    image.fill(Qt::white);
    int pages = 1;
    {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(dotsPerPoint, dotsPerPoint);
        painter.translate(inner.topLeft());
        drawFormSheets(painter, inner.size(), papers, [&] {
            ++pages;
            painter.translate(0, sheet.height() * 10); // the sheet counts in tenths of a point
        });
    }
    const QRect written = QRectF(inner.topLeft() * dotsPerPoint, inner.size() * dotsPerPoint).toAlignedRect();
    for (int page = 0; page < pages; ++page) {
        const QImage picture = image.copy(0, page * high, image.width(), high);
        CHECK(hasCleanMargins(picture, written.adjusted(-2, -2, 2, 2)));
        picture.save(keptForm(QStringLiteral("%1-%2.png").arg(name).arg(page + 1)));
    }
    return pages;
}

} // namespace

TEST_CASE("every national form is printed filled and blank", "[print][forms]")
{
    // As the paper has them; the annual examination is a booklet there too.
    const std::map<QString, int> pages{{"health-check"_q, 3}};
    for (const FormDefinition &form : formDefinitions()) {
        INFO(form.code.toStdString());
        const int most = pages.count(form.code) == 0 ? 1 : pages.at(form.code);
        CHECK(drawnPages(filled(form), form.code) <= most);
        CHECK(drawnPages(formPapers(form), form.code + "-blank"_q) <= most);
        REQUIRE(writeFormPdf(filled(form), keptForm(form.code + ".pdf"_q)));
        REQUIRE(writeFormPdf(formPapers(form), keptForm(form.code + "-blank.pdf"_q)));
        const QString text = textOf(keptForm(form.code + ".pdf"_q)),
                      blank = textOf(keptForm(form.code + "-blank.pdf"_q));
        if (text.isEmpty()) {
            WARN("no pdftotext here: what is written in the file was not read");
            continue;
        }
        CHECK(text.contains(form.title));
        CHECK(blank.contains(form.title));
        CHECK(text.contains("李秀兰"_q));
        CHECK(text.contains("王医生"_q));
        CHECK_FALSE(blank.contains("王医生"_q));
    }
}

TEST_CASE("a long answer is printed whole, on as many pages as it takes", "[print][forms]")
{
    for (const char *code : {"mental-background", "tb-follow-up"}) {
        INFO(code);
        const FormDefinition &form = *formDefinition(QString::fromLatin1(code));
        PaperVisit visit{everythingSaid(form, 0), QDate(2025, 3, 20), "王医生"_q, {}};
        const int one = drawnPages(formPapers(form, {visit}), QString::fromLatin1(code) + "-short"_q);
        for (const char *key : {"guardianAddress", "specialistAdvice", "regimen"})
            if (form.question(QString::fromLatin1(key)))
                visit.answers.set(QString::fromLatin1(key),
                                  QString(form.layout == FormLayout::Page ? 1400 : 700, u'长') + "完"_q);
        const std::vector<FormPaper> papers = formPapers(form, {visit});
        CHECK(one == 1);
        CHECK(drawnPages(papers, QString::fromLatin1(code) + "-long"_q) == 2);
        const QTemporaryDir folder;
        REQUIRE(writeFormPdf(papers, folder.filePath("long.pdf"_q)));
        if (const QString text = textOf(folder.filePath("long.pdf"_q)); !text.isEmpty()) {
            CHECK(text.contains("完"_q));
            CHECK(text.count("第 "_q) == 2);
        }
    }
}

TEST_CASE("a national form that cannot be written says so", "[print][forms]")
{
    const QTemporaryDir folder;
    const auto nowhere =
        writeFormPdf(formPapers(*formDefinition(u"tb-close")), folder.filePath("no such folder/x.pdf"_q));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().kind == ErrorKind::FileUnwritable);
}
