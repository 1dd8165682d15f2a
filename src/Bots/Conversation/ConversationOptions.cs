using System.ComponentModel.DataAnnotations;
using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Conversation;

/// <summary>The <c>Bots:*</c> settings of the conversation.</summary>
public sealed class ConversationOptions
{
    public const string Section = "Bots";

    /// <summary>Number of years a closed ticket is kept, as stated in the privacy notice.</summary>
    [Range(1, 30)]
    public int KeepYears { get; set; } = 2;

    /// <summary>Allows asking for a phone on Telegram. Off by default, because Telegram's servers are abroad.</summary>
    public bool AskPhoneOnTelegram { get; set; }

    /// <summary>The folder of the voice clips, with a subfolder for each language; empty for none.</summary>
    public string Clips { get; set; } = "";

    /// <summary>The time that an album waits for its later parts.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan AlbumWait { get; set; } = TimeSpan.FromSeconds(2);

    public bool MayAskPhone(ContactChannel channel) => !KnownChannels.GetTraits(channel).IsHostedAbroad || AskPhoneOnTelegram;
}

[OptionsValidator]
internal sealed partial class ConversationOptionsValidator : IValidateOptions<ConversationOptions>;
