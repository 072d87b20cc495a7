// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/package_card.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"

#include <QFileDialog>
#include <QFileInfo>

namespace yigong {

namespace {

QString nameOfDevice(const QString &site, const QString &device)
{
    return device.isEmpty() ? site : PackageCard::tr("%1 (%2)").arg(site, device);
}

QString cutWords(const PackageReading &r)
{
    return PackageCard::tr("%1 of %2 parts are whole, %3 entries of it were read. Have it written again.")
        .arg(r.whole)
        .arg(r.head.parts)
        .arg(r.records);
}

QString damagedWords(const QString &word)
{
    if (word == u"other")
        return PackageCard::tr("This is no package. Nothing was read.");
    if (word == u"newer")
        return PackageCard::tr("It was written by a newer version. Nothing was read; install that version.");
    return PackageCard::tr("It is damaged, and nothing of it could be read. Have it written again.");
}

QString forOtherWords(const PackageHead &head)
{
    const QString whose = nameOfDevice(head.site, head.device);
    return head.kind == PackageKind::ToHub
               ? PackageCard::tr("For the county platform, from %1. Take it there; nothing was changed.").arg(whose)
               : PackageCard::tr("For %1. Take it there; nothing was changed.").arg(whose);
}

QString refusedWords(const PackageReading &r)
{
    if (r.word == u"revoked")
        return PackageCard::tr("The county has revoked that computer: nothing more of it is taken.");
    if (r.word == u"bad-signature" || r.word == u"device-unknown")
        return PackageCard::tr("Its signature does not fit. Nothing was changed; tell the county.");
    if (r.word == u"other-key" || r.word == u"own-rows")
        return PackageCard::tr("It does not fit this computer any more. Write a stick here, take it to the county, and "
                               "read what is written then.");
    if (r.word == u"behind" || r.word == u"clone")
        return PackageCard::tr("That computer was restored or copied. Nothing is lost; ask the county.");
    return PackageCard::tr("It was not taken (%1). The package is as it was; try again later.").arg(r.word);
}

} // namespace

QString readWords(const PackageReading &r)
{
    switch (r.state) {
    case PackageState::Taken:
        if (r.more)
            return PackageCard::tr("Read, %1 records are new or changed. There is more: read the next one too.")
                .arg(r.records);
        return r.records > 0 ? PackageCard::tr("Read, %1 records are new or changed.").arg(r.records)
                             : PackageCard::tr("Read, nothing in it was new.");
    case PackageState::ReadBefore:
        return PackageCard::tr("Read before; nothing was changed.");
    case PackageState::Cut:
        return cutWords(r);
    case PackageState::Waits:
        return r.missing > 0
                   ? PackageCard::tr("Package %1 is missing before it. Nothing was changed; read that one first.")
                         .arg(r.missing)
                   : PackageCard::tr("It goes on from what is not here. Nothing was changed; write a stick here, take "
                                     "it to the county, and read what is written then.");
    case PackageState::Older:
        return PackageCard::tr("Older than what is here already; nothing was changed.");
    case PackageState::ForOther:
        return forOtherWords(r.head);
    case PackageState::Damaged:
        return damagedWords(r.word);
    case PackageState::Refused:
        break;
    }
    return refusedWords(r);
}

QString handedInWords(const PackageReading &r)
{
    switch (r.state) {
    case PackageState::Taken:
        return PackageCard::tr("The county has taken it, %1 entries were new.").arg(r.records);
    case PackageState::ReadBefore:
    case PackageState::Older:
        return PackageCard::tr("The county had all of it already.");
    case PackageState::Cut:
        return cutWords(r);
    case PackageState::Waits:
        return PackageCard::tr(
            "The county platform was restored and lacks what came before it. Read the package that was "
            "fetched at that computer, and write a new one there.");
    case PackageState::ForOther:
        return PackageCard::tr("It is for another county. Nothing was taken.");
    case PackageState::Damaged:
        return damagedWords(r.word);
    case PackageState::Refused:
        break;
    }
    return refusedWords(r);
}

PackageCard::PackageCard(StickErrands &errands, const Clock &clock, Carries carries, QWidget *parent)
    : Card(tr("By stick, without a line"), tr("encrypted, only the county and this computer can read it"), parent),
      m_errands(errands), m_clock(clock), m_facts(new FactList(this)),
      m_write(new Button(tr("Write to a stick"), ButtonKind::Normal, Icon::None, {}, this)),
      m_read(new Button(tr("Read from a stick"), ButtonKind::Normal, Icon::None, {}, this)),
      m_carry(new Button(tr("Carry for villages"), ButtonKind::Plain, Icon::None, {}, this))
{
    addAction(m_carry);
    addAction(m_read);
    addAction(m_write);
    m_carry->setVisible(carries == Carries::Others);
    m_facts->setLabelWidthSp(200);
    body()->addWidget(m_facts);
    connect(m_write, &QPushButton::clicked, this, [this] {
        if (const QString stick = chosenStick(tr("Write to which stick?")); !stick.isEmpty())
            m_errands.write(stick);
    });
    connect(m_read, &QPushButton::clicked, this, [this] {
        if (const QString stick = chosenStick(tr("Read which stick?")); !stick.isEmpty())
            m_errands.read(stick);
    });
    connect(m_carry, &QPushButton::clicked, this, [this] {
        if (const QString stick = chosenStick(tr("Which stick holds the villages' packages?")); !stick.isEmpty())
            m_errands.carry(stick);
    });
    connect(&m_errands, &StickErrands::stateChanged, this, &PackageCard::showState);
    showState();
}

QString PackageCard::chosenStick(const QString &question)
{
    return QFileDialog::getExistingDirectory(this, question, m_errands.state().folder);
}

void PackageCard::showState()
{
    const StickState &state = m_errands.state();
    for (Button *button : {m_write, m_read, m_carry})
        button->setEnabled(!state.running);
    QList<QPair<QString, Runs>> facts;
    if (state.running)
        facts.append({tr("Just now"), {plain(tr("At work with the stick; leave it in."))}});
    else if (state.problem)
        facts.append({tr("Not done"), {bold(sentence(*state.problem))}});
    else if (state.errand == StickErrand::Write)
        facts.append({tr("Written"),
                      {plain(tr("%n entries for the county", nullptr, static_cast<int>(state.acts))),
                       soft(tr("in %1; they count as sent once its answer is read here").arg(state.folder))}});
    else if (state.errand == StickErrand::None)
        facts.append({tr("Last stick"), {plain(tr("none since the program was started"))}});
    for (const StickReading &one : state.read)
        facts.append({QFileInfo(one.path).fileName(), {plain(readWords(one.reading))}});
    if (state.carried.empty())
        for (const PackageOnStick &on : state.found)
            facts.append({nameOfDevice(on.head->site, on.head->device),
                          {plain(tr("package %1 of %2 is on the stick")
                                     .arg(on.head->number)
                                     .arg(momentOf(on.head->made, m_clock.now())))}});
    for (const CarriedDevice &device : state.carried) {
        QStringList said;
        for (const StickReading &one : device.handedIn)
            said.append(handedInWords(one.reading));
        if (device.fetched > 0)
            said.append(tr("%n package(s) for it are on the stick.", nullptr, device.fetched));
        if (device.problem)
            said.append(sentence(*device.problem));
        facts.append({nameOfDevice(device.site, device.name), {plain(said.join(u' '))}});
    }
    for (const CarriedRequest &request : state.requests)
        facts.append({request.name.isEmpty() ? tr("New laptop") : tr("New laptop %1").arg(request.name),
                      {plain(request.problem ? sentence(*request.problem)
                                             : tr("The county's answer is on the stick. Take it back to that "
                                                  "laptop."))}});
    if (!state.running && !state.problem && (state.errand == StickErrand::Read || state.errand == StickErrand::Carry) &&
        state.read.empty() && state.carried.empty() && state.requests.empty())
        facts.append({tr("Nothing found"), {plain(tr("There is no package in %1.").arg(state.folder))}});
    m_facts->setFacts(facts);
}

} // namespace yigong
