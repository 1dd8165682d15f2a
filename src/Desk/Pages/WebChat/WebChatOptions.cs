using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>The settings section <c>WebChat</c>.</summary>
public sealed class WebChatOptions
{
    public const string Section = "WebChat";

    [Range(1, 10_000)]
    public int MessagesPerMinute { get; set; } = 20;

    /// <summary>The limit of all chats of one address together. A village station shares one address.</summary>
    [Range(1, 100_000)]
    public int MessagesPerMinuteAndAddress { get; set; } = 120;

    [Range(1, 10_000)]
    public int FilesPerHour { get; set; } = 60;

    /// <summary>The limit of all chats of one address together.</summary>
    [Range(1, 100_000)]
    public int FilesPerHourAndAddress { get; set; } = 600;

    /// <summary>The number of codes that one address may enter in ten minutes.</summary>
    [Range(1, 1_000)]
    public int CodesPerAddress { get; set; } = 10;
}

[OptionsValidator]
internal sealed partial class WebChatOptionsValidator : IValidateOptions<WebChatOptions>;
