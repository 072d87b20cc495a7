// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/codes_view.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/table.h"

#include <QFileDialog>

namespace yigong {

namespace {

enum CodeColumn
{
    ListColumn,
    ShippedColumn,
    ImportedColumn,
    ImportedAtColumn
};

QString listWord(CodeListKind kind)
{
    switch (kind) {
    case CodeListKind::Diagnoses:
        return CodesView::tr("Diagnoses (ICD-10)");
    case CodeListKind::Procedures:
        return CodesView::tr("Procedures (ICD-9-CM-3)");
    case CodeListKind::Drugs:
        return CodesView::tr("Drugs");
    }
    return {};
}

} // namespace

CodesView::CodesView(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace),
      m_model(new PagedModel<CodeListStanding>(
          {{tr("List"), 0},
           {tr("With the program"), 150, Qt::AlignRight},
           {tr("Imported"), 150, Qt::AlignRight},
           {tr("Last import"), 220}},
          [this](const CodeListStanding &list, int column) {
              switch (column) {
              case ListColumn:
                  return Cell({bold(listWord(list.kind))});
              case ShippedColumn:
                  return Cell::number(QLocale().toString(list.shipped));
              case ImportedColumn:
                  return Cell::number(QLocale().toString(list.imported));
              default:
                  return list.importedAt.isNone() ? Cell::text(tr("none yet"), Token::Text3)
                                                  : Cell::text(momentOf(list.importedAt, m_workplace.clock.now()));
              }
          },
          this))
{
    auto *column = makeColumn(12);
    setLayout(column);
    auto *row = makeRow(8);
    auto *note = new Label(tr("Lists belong to this computer: each computer that needs one imports it."),
                           TextStyle::Secondary, Token::Text2, this);
    m_import = new Button(tr("Import from a file"), ButtonKind::Primary, Icon::Import,
                          QKeySequence(Qt::CTRL | Qt::Key_N), this);
    row->addWidget(note, 1);
    row->addWidget(m_import);
    column->addLayout(row);
    m_said = new Banner(BannerKind::Ok, {}, this);
    m_said->hide();
    column->addWidget(m_said);
    m_progress = new ProgressRow(this);
    m_progress->setStoppable(false);
    column->addWidget(m_progress);
    m_table = new Table(tr("Code lists"), 1, this);
    m_table->setRows(m_model);
    column->addWidget(m_table, 1);
    connect(m_import, &QPushButton::clicked, this, &CodesView::pickFile);
}

void CodesView::refresh()
{
    const auto asked = m_question.ask();
    whenReady(m_workplace.db.readLater(&codeListsOf), this, [this, asked](Result<std::vector<CodeListStanding>> lists) {
        if (!m_question.isLatest(asked))
            return;
        if (!lists)
            return Q_EMIT failed(lists.error());
        const int kept = qMax(0, m_table->currentRow());
        m_model->setRows(std::move(*lists));
        m_table->setCurrentRow(kept);
    });
}

CodeListKind CodesView::chosenKind() const
{
    const CodeListStanding *list = m_model->row(m_table->currentRow());
    return list == nullptr ? CodeListKind::Diagnoses : list->kind;
}

void CodesView::pickFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import into: %1").arg(listWord(chosenKind())), {},
                                                      tr("CSV files (*.csv)"));
    if (!path.isEmpty())
        importFrom(path);
}

void CodesView::importFrom(const QString &path)
{
    m_said->hide();
    m_import->setEnabled(false);
    m_progress->begin(tr("Taking the list in"));
    // On a thread of the store's own, which it waits for before it closes.
    whenReady(m_workplace.db.readLater([&db = m_workplace.db, actor = m_workplace.actor, kind = chosenKind(),
                                        path](const Snapshot &) { return importCodeFile(db, actor, kind, path); }),
              this, [this](const Result<CodeFileImport> &done) {
                  m_import->setEnabled(true);
                  m_progress->finish();
                  if (done)
                      return took(*done);
                  m_said->setKind(BannerKind::Danger);
                  m_said->setSentence({plain(sentence(done.error()))});
                  m_said->show();
              });
}

void CodesView::took(const CodeFileImport &done)
{
    Runs words{bold(tr("The list is in.")), plain(tr("%1 new, %2 changed, %3 as before.")
                                                      .arg(done.stored.added)
                                                      .arg(done.stored.updated)
                                                      .arg(done.stored.unchanged))};
    if (done.firstRefused)
        words.append(plain(tr("%n row(s) were not taken; the first is line %1: %2", nullptr, done.refused)
                               .arg(done.firstRefused->line)
                               .arg(sentence(done.firstRefused->error))));
    words.append(plain(tr("It is searched from the next sign-in on.")));
    m_said->setKind(done.refused > 0 ? BannerKind::Warn : BannerKind::Ok);
    m_said->setSentence(words);
    m_said->show();
    refresh();
    Q_EMIT imported();
}

} // namespace yigong
