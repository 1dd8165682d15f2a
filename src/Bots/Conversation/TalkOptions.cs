using System.ComponentModel.DataAnnotations;
using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Conversation;

/// <summary>The settings <c>Bots:*</c> that the talk knows.</summary>
public sealed class TalkOptions
{
    public const string Section = "Bots";

    /// <summary>How many years after it ended a matter is kept; it stands in the privacy notice.</summary>
    [Range(1, 30)]
    public int KeepYears { get; set; } = 2;

    /// <summary>Telegram's servers are abroad: a phone is not asked for there, unless this is set.</summary>
    public bool AskPhoneOnTelegram { get; set; }

    /// <summary>The folder of the recorded words, one below it for each language; empty for none.</summary>
    public string Clips { get; set; } = "";

    public bool MayAskPhone(ContactChannel channel) => channel is not ContactChannel.Telegram || AskPhoneOnTelegram;
}

[OptionsValidator]
internal sealed partial class TalkOptionsRules : IValidateOptions<TalkOptions>;
