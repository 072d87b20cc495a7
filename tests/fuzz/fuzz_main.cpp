// SPDX-License-Identifier: GPL-3.0-or-later
// One program a family (fuzz_messages, fuzz_calls, fuzz_stick, fuzz_person), with libFuzzer's main. Two options of its
// own:
//   --write=FOLDER  writes what the family's targets begin with into FOLDER
//   --name=FILE     says which target FILE, an input of this program, is for
#ifdef YIGONG_FUZZ_FAMILY
#include "tests/fuzz/family.h"

#include <QDir>
#include <QFile>

#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" std::size_t LLVMFuzzerMutate(unsigned char *data, std::size_t size, std::size_t mostSize);

namespace {

yigong::FuzzedFamily &family()
{
    static yigong::FuzzedFamily *const one = new yigong::FuzzedFamily(yigong::FuzzFamily::YIGONG_FUZZ_FAMILY);
    return *one; // asked for its tally when the program ends
}

int writeBeginnings(const QString &folder)
{
    bool isWritten = QDir().mkpath(folder);
    int number = 0;
    for (const QByteArray &input : family().beginnings()) {
        QFile file(folder + QStringLiteral("/begin-") + QString::number(number++));
        isWritten = isWritten && file.open(QIODevice::WriteOnly) && file.write(input) == input.size();
    }
    return isWritten ? EXIT_SUCCESS : EXIT_FAILURE;
}

int sayName(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0)
        return EXIT_FAILURE;
    std::puts(family().targetOf(file.readAll()).name);
    return EXIT_SUCCESS;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    for (int i = 1; i < *count; ++i) {
        const QString argument = QString::fromLocal8Bit((*arguments)[i]);
        if (argument.startsWith(QStringLiteral("--write=")))
            std::exit(writeBeginnings(argument.mid(8)));
        if (argument.startsWith(QStringLiteral("--name=")))
            std::exit(sayName(argument.mid(7)));
    }
    family();
    std::atexit([] { std::fputs(family().tally().constData(), stderr); });
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    family().take(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}

/// Changes what the target reads, never which target that is.
extern "C" std::size_t LLVMFuzzerCustomMutator(unsigned char *data, std::size_t size, std::size_t mostSize,
                                               unsigned random)
{
    const QByteArray unit(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QByteArray chosen = family().instead(unit, random).left(static_cast<qsizetype>(mostSize));
    std::memcpy(data, chosen.constData(), static_cast<std::size_t>(chosen.size()));
    if (mostSize < 2)
        return 1;
    return 1 + LLVMFuzzerMutate(data + 1, static_cast<std::size_t>(chosen.size()) - 1, mostSize - 1);
}
#endif
