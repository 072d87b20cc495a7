// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/sim/people.h"

namespace yigong::sim {

struct People::At
{
    People &people;
    County &county;
    Station &station;
    Random &random;
    Person person;

    [[nodiscard]] QString words(const char *what) const
    {
        return QString::fromUtf8(what) + QString::number(++people.m_words);
    }
    /// One of the records that stand there now; none where there are none.
    [[nodiscard]] Id oneOf(const std::string &sql, const Cells &parameters = {}) const
    {
        const auto found = station.plain->rows(sql, parameters);
        return found.empty() ? Id{} : idIn(random.of(found).front());
    }
    static Id idIn(const Cell &cell)
    {
        const std::string bytes = bytesIn(cell);
        return Id::fromBytes(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    }
    static Cell cellOfId(Id id) { return blobCell(id.bytes().toStdString()); }
    [[nodiscard]] std::string called(Id id) const { return id.text().right(6).toStdString(); }
    /// Rather one of the first: two desks are to meet over the same record.
    [[nodiscard]] Id resident() const
    {
        if (people.m_about)
            return *people.m_about;
        return oneOf(random.oneIn(3)
                         ? "SELECT id FROM patient WHERE voided_on = '' AND merged_into IS NULL ORDER BY id"
                         : "SELECT id FROM patient WHERE voided_on = '' AND merged_into IS NULL ORDER BY id LIMIT 2");
    }
    void showsWhatWasTyped(const Patient &before, const Patient &typed) const;
    template <typename F> bool act(const std::string &verb, F &&f) const
    {
        return county.act(station, person, verb, std::forward<F>(f));
    }

    void registers() const;
    Patient changed(Patient after) const;
    void edits() const;
    void opensForm() const;
    void savesForm() const;
    void notesDeath() const;
    void unwritesDeath() const;
    void revives() const;
    void merges() const;
    void unmerges() const;
    void fillsFile() const;
    void movesOutOrBack() const;
    void keepsHouse() const;
    void voids() const;
    void moves() const;
    void notesAllergy() const;
    void voidsAllergy() const;
    void sees() const;
    void amends() const;
    void dispenses() const;
    void receives() const;
    void counts() const;
    void loses() const;
    void holds() const;
    void refers() const;
    void pushes() const;
    void doesPlanItem() const;
    void settles() const;
    void breaksGlass() const;
    void renamesSite() const;
    void strays() const;
    void cares(Deed deed) const;
    void makesTeam() const;
    void signs() const;
    void changesContract(Id contract) const;
    [[nodiscard]] VisitDraft draft(Id patient) const;
};

} // namespace yigong::sim
