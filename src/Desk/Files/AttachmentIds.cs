using System.Security.Cryptography;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Files;

/// <summary>
/// Makes the ids of attachments: a counter above, random bits below. Files keep the order in which they came, and nobody guesses the
/// address of a file from that of another one.
/// </summary>
public static class AttachmentIds
{
    // Leaves 37 bits to the counter, which a restore moves far ahead.
    private const int RandomBits = 26;

    public static long NewAttachmentId(this WriteUnit unit) =>
        (unit.NewId() << RandomBits) + RandomNumberGenerator.GetInt32(1 << RandomBits);

    /// <summary>The counter of an id. Older ids are counters without random bits.</summary>
    public static long GetCounter(long id) => id >> RandomBits is > 0 and var counter ? counter : id;
}
