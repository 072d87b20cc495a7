// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/encryption/encrypted_layers.h"
#include "core/store/encryption/encrypted_vfs.h"
#include "core/store/encryption/planted_fault.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <cstring>
#include <sqlite3.h>

namespace yigong {

namespace {

constexpr int pageSize = storePageSize;
constexpr int bodySize = pageSize - static_cast<int>(PageCipher::overhead);
constexpr quint64 pageSubkey = 1;
constexpr quint64 logHeaderSubkey = 2;

using Page = std::array<std::uint8_t, pageSize>;

/// The base VFS's file.
class Below
{
public:
    explicit Below(sqlite3_file *file) : m_file(file) {}
    int read(std::uint8_t *to, int amount, qint64 at) { return m_file->pMethods->xRead(m_file, to, amount, at); }
    int write(const std::uint8_t *from, int amount, qint64 at)
    {
        return m_file->pMethods->xWrite(m_file, from, amount, at);
    }
    int truncate(qint64 size) { return m_file->pMethods->xTruncate(m_file, size); }
    int size(long long *size)
    {
        sqlite3_int64 found = 0;
        const int code = m_file->pMethods->xFileSize(m_file, &found);
        *size = found;
        return code;
    }

private:
    sqlite3_file *m_file;
};

bool hasEmptyTail(const std::uint8_t *page)
{
    return planted(PlantedFault::TailOverwritten) ||
           std::all_of(page + bodySize, page + pageSize, [](std::uint8_t byte) { return byte == 0; });
}

PageCipher::Overhead tailOf(std::uint8_t *page)
{
    return PageCipher::Overhead(page + bodySize, PageCipher::overhead);
}

/// What a page is bound to: where it stands, and in which file.
template <std::size_t size> class About
{
public:
    About(char kind, const QByteArray &fileId)
    {
        m_bytes[0] = static_cast<std::uint8_t>(kind);
        std::copy(fileId.begin(), fileId.end(), m_bytes.begin() + 1);
    }
    void set(std::size_t at, quint32 number) { qToLittleEndian(number, m_bytes.data() + 1 + storeFileIdSize + at); }
    void set(std::size_t at, const std::uint8_t *bytes, std::size_t count)
    {
        std::copy_n(bytes, count, m_bytes.begin() + 1 + storeFileIdSize + static_cast<std::ptrdiff_t>(at));
    }
    [[nodiscard]] std::span<const std::uint8_t> bytes(std::size_t used = size) const
    {
        return std::span(m_bytes).first(1 + storeFileIdSize + used);
    }

private:
    std::array<std::uint8_t, 1 + storeFileIdSize + size> m_bytes{};
};

class MainLayer final : public EncryptedLayer
{
public:
    MainLayer(sqlite3_file *file, const StoreKey &key)
        : m_file(file), m_cipher(key.cipher, key.subkey(pageSubkey, PageCipher::keySize)), m_about('M', key.fileId)
    {}

    int read(std::uint8_t *to, int amount, qint64 at) override
    {
        if (at + amount <= clearSize && !planted(PlantedFault::PeekAuthenticated))
            return m_file.read(to, amount, at + keyBlockSize);
        const qint64 page = at / pageSize;
        const int within = static_cast<int>(at % pageSize);
        if (within == 0 && amount == pageSize)
            return readPage(to, page);
        if (within + amount > pageSize)
            return refuse(to, amount);
        Page whole{};
        const int code = readPage(whole.data(), page);
        std::copy_n(whole.data() + within, amount, to);
        return code;
    }

    int write(const std::uint8_t *from, int amount, qint64 at) override
    {
        if (amount != pageSize || at % pageSize != 0 || !hasEmptyTail(from))
            return SQLITE_IOERR_WRITE;
        if (const int code = fillUpTo(at); code != SQLITE_OK)
            return code;
        return writePage(from, at / pageSize);
    }

    int truncate(qint64 size) override
    {
        if (const int code = fillUpTo(size); code != SQLITE_OK)
            return code;
        return m_file.truncate(size + keyBlockSize);
    }

    int size(long long *size) override
    {
        const int code = m_file.size(size);
        *size = std::max(0LL, *size - keyBlockSize);
        return code;
    }

private:
    // SQLite reads these of page 1 when it opens the file, before it knows whether the page is torn and the log has it.
    static constexpr int clearSize = 100;

    static int refuse(std::uint8_t *to, int amount)
    {
        std::fill_n(to, amount, std::uint8_t{0});
        return SQLITE_IOERR_READ;
    }

    std::span<const std::uint8_t> aboutPage(qint64 page, const std::uint8_t *raw)
    {
        m_about.set(0, static_cast<quint32>(page + 1));
        if (page > 0)
            return m_about.bytes(4);
        m_about.set(4, raw, clearSize);
        return m_about.bytes();
    }

    int readPage(std::uint8_t *to, qint64 page)
    {
        const int code = m_file.read(m_raw.data(), pageSize, page * pageSize + keyBlockSize);
        if (code != SQLITE_OK) {
            std::fill_n(to, pageSize, std::uint8_t{0});
            return code; // at the file's end: a short read, of zeros
        }
        const int clear = page == 0 ? clearSize : 0;
        const auto about = aboutPage(page, m_raw.data());
        if (!m_cipher.open({m_raw.data() + clear, static_cast<std::size_t>(bodySize - clear)}, to + clear, about,
                           tailOf(m_raw.data()))) {
            std::fill_n(to, pageSize, std::uint8_t{0});
            return SQLITE_IOERR_DATA;
        }
        std::copy_n(m_raw.data(), clear, to);
        std::fill_n(to + bodySize, pageSize - bodySize, std::uint8_t{0});
        return SQLITE_OK;
    }

    int writePage(const std::uint8_t *from, qint64 page)
    {
        const int clear = page == 0 ? clearSize : 0;
        std::copy_n(from, clear, m_raw.data());
        m_cipher.seal({from + clear, static_cast<std::size_t>(bodySize - clear)}, m_raw.data() + clear,
                      aboutPage(page, from), tailOf(m_raw.data()));
        return m_file.write(m_raw.data(), pageSize, page * pageSize + keyBlockSize);
    }

    /// Pages that SQLite never wrote (it need not write free ones) are written as zeros: a hole is no page.
    int fillUpTo(qint64 at)
    {
        long long end = 0;
        if (const int code = size(&end); code != SQLITE_OK)
            return code;
        static constexpr Page zeros{};
        for (qint64 page = end / pageSize; page * pageSize < at; ++page)
            if (const int code = writePage(zeros.data(), page); code != SQLITE_OK)
                return code;
        return SQLITE_OK;
    }

    Below m_file;
    PageCipher m_cipher;
    About<4 + clearSize> m_about;
    Page m_raw{};
};

/// A write-ahead log: 32 bytes of header, then frames of a header (24 bytes: page number, commit size, salts, check
/// sums) and a page. https://www.sqlite.org/fileformat2.html#walformat
class LogLayer final : public EncryptedLayer
{
public:
    LogLayer(sqlite3_file *file, const StoreKey &key)
        : m_file(file), m_cipher(key.cipher, key.subkey(pageSubkey, PageCipher::keySize)),
          m_headers(key.subkey(logHeaderSubkey, HeaderCipher::keySize)), m_about('W', key.fileId)
    {}

    int read(std::uint8_t *to, int amount, qint64 at) override
    {
        if (at + amount <= startSize)
            return m_file.read(to, amount, at);
        const qint64 frame = frameOf(at);
        const qint64 within = at - frame;
        if (within == 0 && amount == frameSize)
            return recover(to, frame);
        if (within >= headerSize && within + amount <= frameSize) {
            const int code = readFrame(frame);
            std::fill_n(to, amount, std::uint8_t{0});
            if (code != SQLITE_OK)
                return code;
            if (!openFrame())
                return SQLITE_IOERR_DATA;
            std::copy_n(m_raw.data() + within, amount, to);
            return SQLITE_OK;
        }
        if (within < headerSize && within + amount <= headerSize) {
            Header header{};
            const int code = readHeader(header, frame);
            std::copy_n(header.data() + within, amount, to);
            return code;
        }
        std::fill_n(to, amount, std::uint8_t{0});
        return SQLITE_IOERR_READ;
    }

    int write(const std::uint8_t *from, int amount, qint64 at) override
    {
        if (at == 0 && amount == startSize)
            return m_file.write(from, amount, at);
        const qint64 frame = frameOf(at);
        if (at == frame && amount == headerSize) {
            std::copy_n(from, headerSize, m_lastHeader.data());
            m_lastFrame = frame;
            Header header = m_lastHeader;
            m_headers.encrypt(header.data(), header.size(), static_cast<quint64>(frame));
            return m_file.write(header.data(), headerSize, frame);
        }
        if (at != frame + headerSize || amount != pageSize || !hasEmptyTail(from))
            return SQLITE_IOERR_WRITE;
        // SQLite writes a page that changes again within its transaction over its first version, without the header.
        if (m_lastFrame != frame) {
            if (const int code = readHeader(m_lastHeader, frame); code != SQLITE_OK)
                return code;
            m_lastFrame = frame;
        }
        m_cipher.seal({from, bodySize}, m_raw.data(), aboutFrame(m_lastHeader.data()), tailOf(m_raw.data()));
        return m_file.write(m_raw.data(), pageSize, at);
    }

    int truncate(qint64 size) override
    {
        m_lastFrame = -1;
        return m_file.truncate(size);
    }
    int size(long long *size) override { return m_file.size(size); }

private:
    static constexpr int startSize = 32, headerSize = 24, frameSize = headerSize + pageSize;
    using Header = std::array<std::uint8_t, headerSize>;

    static qint64 frameOf(qint64 at) { return at - (at - startSize) % frameSize; }

    /// Page number and commit size. Not the salts: of a transaction that does not fit into memory they are final only
    /// after the page was written.
    std::span<const std::uint8_t> aboutFrame(const std::uint8_t *header)
    {
        m_about.set(0, header, 8);
        if (!planted(PlantedFault::FrameBoundToSalts))
            return m_about.bytes(8);
        m_about.set(8, header + 8, 8);
        return m_about.bytes();
    }

    int readHeader(Header &header, qint64 frame)
    {
        const int code = m_file.read(header.data(), headerSize, frame);
        if (code == SQLITE_OK)
            m_headers.decrypt(header.data(), header.size(), static_cast<quint64>(frame));
        return code;
    }

    int readFrame(qint64 frame)
    {
        const int code = m_file.read(m_raw.data(), frameSize, frame);
        if (code == SQLITE_OK)
            m_headers.decrypt(m_raw.data(), headerSize, static_cast<quint64>(frame));
        return code;
    }

    bool openFrame()
    {
        std::uint8_t *body = m_raw.data() + headerSize;
        const bool good = m_cipher.open({body, bodySize}, body, aboutFrame(m_raw.data()), tailOf(body));
        std::fill_n(body + bodySize, pageSize - bodySize, std::uint8_t{0});
        return good;
    }

    /// A whole frame is read when the log is replayed after a crash. What was torn must then read as garbage, by which
    /// SQLite knows the log's end: an error would leave a store that never opens again.
    int recover(std::uint8_t *to, qint64 frame)
    {
        const int code = readFrame(frame);
        std::fill_n(to, frameSize, std::uint8_t{0});
        if (code != SQLITE_OK)
            return code;
        if (openFrame())
            std::copy_n(m_raw.data(), frameSize, to);
        else if (planted(PlantedFault::RecoveryRaisesErrors))
            return SQLITE_IOERR_DATA;
        return SQLITE_OK;
    }

    Below m_file;
    PageCipher m_cipher;
    HeaderCipher m_headers;
    About<16> m_about;
    std::array<std::uint8_t, frameSize> m_raw{};
    Header m_lastHeader{};
    qint64 m_lastFrame = -1; ///< that `m_lastHeader` is of
};

class JournalLayer final : public EncryptedLayer
{
public:
    explicit JournalLayer(sqlite3_file *file) : m_file(file) {}
    int read(std::uint8_t *to, int amount, qint64 at) override
    {
        if (amount <= headerSize)
            return m_file.read(to, amount, at);
        std::fill_n(to, amount, std::uint8_t{0});
        return SQLITE_IOERR_READ;
    }
    int write(const std::uint8_t *from, int amount, qint64 at) override
    {
        return amount <= headerSize ? m_file.write(from, amount, at) : SQLITE_IOERR_WRITE;
    }
    int truncate(qint64 size) override { return m_file.truncate(size); }
    int size(long long *size) override { return m_file.size(size); }

private:
    static constexpr int headerSize = 512; // a sector, with powersafe overwrite
    Below m_file;
};

/// Sorters, TEMP tables, statement journals: any size at any offset. Kept in blocks, of which the last one touched is
/// held back, since most of these are written and read from front to end.
class TemporaryLayer final : public EncryptedLayer
{
public:
    explicit TemporaryLayer(sqlite3_file *file)
        : m_file(file), m_cipher(fasterCipher(), SecretBytes::random(PageCipher::keySize)),
          m_about('T', QByteArray(storeFileIdSize, '\0'))
    {}

    int read(std::uint8_t *to, int amount, qint64 at) override
    {
        const auto there = static_cast<int>(std::clamp<qint64>(m_size - at, 0, amount));
        for (int done = 0; done < there;) {
            if (const int code = hold((at + done) / blockSize, true); code != SQLITE_OK)
                return code;
            const auto within = static_cast<int>((at + done) % blockSize);
            const int part = std::min(there - done, blockSize - within);
            std::copy_n(m_block.data() + within, part, to + done);
            done += part;
        }
        std::fill_n(to + there, amount - there, std::uint8_t{0});
        return there == amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }

    int write(const std::uint8_t *from, int amount, qint64 at) override
    {
        for (int done = 0; done < amount;) {
            const auto within = static_cast<int>((at + done) % blockSize);
            const int part = std::min(amount - done, blockSize - within);
            if (const int code = hold((at + done) / blockSize, part < blockSize); code != SQLITE_OK)
                return code;
            std::copy_n(from + done, part, m_block.data() + within);
            m_changed = true;
            done += part;
        }
        m_size = std::max(m_size, at + amount);
        return SQLITE_OK;
    }

    int truncate(qint64 size) override
    {
        m_size = std::min(m_size, size);
        if (m_held * blockSize >= m_size) {
            m_held = -1;
            m_changed = false;
        }
        m_stored = std::min(m_stored, (m_size + blockSize - 1) / blockSize);
        return m_file.truncate(m_stored * storedSize);
    }

    int size(long long *size) override
    {
        *size = m_size;
        return SQLITE_OK;
    }

    int flush() override
    {
        if (!m_changed)
            return SQLITE_OK;
        for (; m_stored < m_held; ++m_stored) // a gap that nothing was written to
            if (const int code = store(Block{}, m_stored); code != SQLITE_OK)
                return code;
        m_stored = std::max(m_stored, m_held + 1);
        m_changed = false;
        return store(m_block, m_held);
    }

private:
    static constexpr int blockSize = 4096;
    static constexpr qint64 storedSize = blockSize + static_cast<qint64>(PageCipher::overhead);
    using Block = std::array<std::uint8_t, blockSize>;

    /// Brings a block into memory; what it held before is not needed where all of it is about to be written.
    int hold(qint64 block, bool needed)
    {
        if (block == m_held)
            return SQLITE_OK;
        if (const int code = flush(); code != SQLITE_OK)
            return code;
        m_held = -1;
        m_block.fill(0);
        if (needed && block < m_stored) {
            std::array<std::uint8_t, storedSize> raw{};
            if (const int code = m_file.read(raw.data(), storedSize, block * storedSize); code != SQLITE_OK)
                return code;
            m_about.set(0, static_cast<quint32>(block));
            if (!m_cipher.open({raw.data(), blockSize}, m_block.data(), m_about.bytes(),
                               PageCipher::Overhead(raw.data() + blockSize, PageCipher::overhead)))
                return SQLITE_IOERR_DATA;
        }
        m_held = block;
        return SQLITE_OK;
    }

    int store(const Block &block, qint64 at)
    {
        std::array<std::uint8_t, storedSize> raw{};
        m_about.set(0, static_cast<quint32>(at));
        m_cipher.seal(block, raw.data(), m_about.bytes(),
                      PageCipher::Overhead(raw.data() + blockSize, PageCipher::overhead));
        return m_file.write(raw.data(), storedSize, at * storedSize);
    }

    Below m_file;
    PageCipher m_cipher;
    About<4> m_about;
    qint64 m_size = 0;   ///< as SQLite sees it
    qint64 m_stored = 0; ///< blocks in the file
    qint64 m_held = -1;  ///< which block `m_block` is
    bool m_changed = false;
    Block m_block{};
};

} // namespace

std::unique_ptr<EncryptedLayer> mainLayer(sqlite3_file *file, const StoreKey &key)
{
    return std::make_unique<MainLayer>(file, key);
}

std::unique_ptr<EncryptedLayer> logLayer(sqlite3_file *file, const StoreKey &key)
{
    return std::make_unique<LogLayer>(file, key);
}

std::unique_ptr<EncryptedLayer> journalLayer(sqlite3_file *file)
{
    return std::make_unique<JournalLayer>(file);
}

std::unique_ptr<EncryptedLayer> temporaryLayer(sqlite3_file *file)
{
    return std::make_unique<TemporaryLayer>(file);
}

} // namespace yigong
