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
    for (int page = 0; page < pages; ++page)
        image.copy(0, page * high, image.width(), high)
            .save(keptForm(QStringLiteral("%1-%2.png").arg(name).arg(page + 1)));
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
