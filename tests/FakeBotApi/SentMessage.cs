using System.Text.Json.Nodes;

namespace EcomCenter.FakeBotApi;

/// <summary>A message of the bot as the resident's phone would show it.</summary>
public sealed record SentMessage(long Chat, int Id, string Text, IReadOnlyList<SentButton> Buttons, DateTimeOffset At)
{
    /// <summary>The bytes of a voice message. The text is empty then.</summary>
    public byte[]? Voice { get; init; }

    /// <summary>A photo or a document.</summary>
    public SentFile? File { get; init; }
}

/// <summary>A file sent with sendPhoto (<c>photo</c>) or sendDocument (<c>document</c>).</summary>
public sealed record SentFile(string Kind, string Name, byte[] Bytes);

public sealed record SentButton(string Label, string Code);

/// <summary>A call of any method, successful or not.</summary>
public sealed record BotApiCall(string Method, JsonObject Arguments, int Status, DateTimeOffset At);

/// <summary>A planned failure of the next call of a method.</summary>
public sealed record PlannedFailure(int Status, string Description, int? RetryAfter = null, bool HalfBody = false, TimeSpan? Delay = null);
