using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Reading;

/// <summary>The times up to which an open cycle is due today, in the time zone that the centre shows, and due soon.</summary>
internal sealed record DueLimits(DateTimeOffset EndOfToday, DateTimeOffset Soon)
{
    public static DueLimits At(DateTimeOffset now, TimeZoneInfo zone) =>
        new(LocalDays.StartOf(LocalDays.FromTime(now, zone).AddDays(1), zone), now + TimeTexts.SoonThreshold);
}
