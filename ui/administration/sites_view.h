// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site_tree.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Button;
class Field;
class Segments;
class Label;
class Table;

/// The tree of sites, each township followed by its villages. Enter shows who works at the chosen one.
class SitesView : public QWidget
{
    Q_OBJECT
public:
    explicit SitesView(Workplace &workplace, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] Table *table() const { return m_table; }

Q_SIGNALS:
    void staffRequested(const QString &siteName);
    void changed(const QString &sentence); ///< what was done
    void failed(const yigong::Error &problem);

private:
    QWidget *makeFilters();
    void showRows();
    void showChoice();
    [[nodiscard]] const SiteStanding *chosen() const;
    void add();
    void rename();
    void moveChosen();
    void closeChosen();
    void changeNarcotics();

    Workplace &m_workplace;
    Question m_question;
    std::vector<SiteStanding> m_sites;
    PagedModel<SiteStanding> *m_model;
    Table *m_table;
    Field *m_find;
    Segments *m_which;
    Label *m_count;
    Button *m_rename;
    Button *m_move;
    Button *m_close;
    Button *m_narcotics;
};

} // namespace yigong
