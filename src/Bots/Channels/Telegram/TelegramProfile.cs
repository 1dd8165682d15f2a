using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Sets the commands and the description of the bot in Telegram, with a few retries. Conversations work without them. Telegram is rarely
/// set to Uyghur, so users of any other language see Uyghur and Chinese together.
/// </summary>
public sealed partial class TelegramProfile(
    TelegramLine line, TelegramCheck check, TimeProvider time, ILogger<TelegramProfile> log) : BackgroundService
{
    private const int Tries = 8, LongestDescription = 512, LongestShort = 120, LongestCommand = 256;

    private static readonly TextCatalog Texts = TextCatalog.Load(typeof(TelegramProfile).Assembly, "EcomCenter.Bots.Texts.telegram");

    private static readonly (string? Code, Language[] Shown)[] Audiences =
    [
        (null, [Language.Ug, Language.ZhHans]), ("zh", [Language.ZhHans]), ("ug", [Language.Ug]), ("en", [Language.En]),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!line.Options.IsOn) return;
        // The staff pages show the name of the bot.
        await check.AskAsync(stoppingToken);
        foreach (var (code, shown) in Audiences)
        {
            await TryAsync((client, token) => client.SetMyCommands(Commands(shown), languageCode: code, cancellationToken: token),
                stoppingToken);
            await TryAsync((client, token) => client.SetMyDescription(
                Text(Texts, "profile.description", "\n\n", shown, LongestDescription), code, token), stoppingToken);
            await TryAsync((client, token) => client.SetMyShortDescription(
                Text(Texts, "profile.short", "\n", shown, LongestShort), code, token), stoppingToken);
        }
    }

    private static BotCommand[] Commands(Language[] shown) =>
        [.. Codes.Menu.Select(code => new BotCommand(code, Text(Words.Texts, "command." + code, " · ", shown, LongestCommand)))];

    /// <summary>Returns the text in all languages, or only in the first if they do not fit together.</summary>
    internal static string Text(TextCatalog from, string key, string between, Language[] shown, int longest)
    {
        var texts = shown.Select(language => from.Say(language, key)).ToList();
        var together = string.Join(between, texts);
        return together.Length <= longest ? together : texts[0];
    }

    private async Task TryAsync(Func<ITelegramBotClient, CancellationToken, Task> call, CancellationToken stopping)
    {
        for (var failures = 1; failures <= Tries && !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                await line.TellAsync(call, stopping);
                return;
            }
            catch (ApiRequestException refused) when (refused.ErrorCode is 400 or 401 or 404)
            {
                Refused(refused.ErrorCode);
                return;
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                var retryAfter = (error as ApiRequestException)?.Parameters?.RetryAfter is { } seconds
                    ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
                await Task.Delay(retryAfter > TimeSpan.Zero ? retryAfter : line.Pace.PauseAfter(failures), time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram rejected a text of the bot's profile ({Code})")]
    private partial void Refused(int code);
}
