using System.Text.Json.Nodes;

namespace EcomCenter.FakeBotApi;

/// <summary>A message the bot sent, as a person's phone would show it.</summary>
public sealed record SentMessage(long Chat, int Id, string Text, IReadOnlyList<SentButton> Buttons, DateTimeOffset At)
{
    /// <summary>The bytes of a voice message; its text is empty.</summary>
    public byte[]? Voice { get; init; }

    /// <summary>A photo or a document.</summary>
    public SentFile? File { get; init; }
}

/// <summary>What was sent with sendPhoto (<c>photo</c>) or sendDocument (<c>document</c>).</summary>
public sealed record SentFile(string As, string Name, byte[] Bytes);

public sealed record SentButton(string Label, string Code);

/// <summary>A call of any method, whatever became of it.</summary>
public sealed record Call(string Method, JsonObject Arguments, int Status, DateTimeOffset At);

/// <summary>How the next call of a method goes wrong.</summary>
public sealed record Trouble(int Status, string Description, int? RetryAfter = null, bool HalfBody = false, TimeSpan? Delay = null);
