using EcomCenter.Bots.Conversation;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>The retention period that residents are told.</summary>
internal static class RetentionPeriod
{
    /// <summary>The start of the period that ends now; older data is erased.</summary>
    public static DateTimeOffset GetRetentionStart(this ConversationOptions options, DateTimeOffset now) =>
        now.AddYears(-options.KeepYears);
}
