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
    TelegramApi api, TelegramDiagnostics diagnostics, TimeProvider time, ILogger<TelegramProfile> log) : BackgroundService
{
    private const int MaxAttempts = 8, MaxDescriptionLength = 512, MaxShortDescriptionLength = 120, MaxCommandLength = 256;

    private static readonly TextCatalog Texts = TextCatalog.Load(typeof(TelegramProfile).Assembly, "EcomCenter.Bots.Texts.telegram");

    private static readonly (string? Code, Language[] Shown)[] Audiences =
    [
        (null, [Language.Ug, Language.ZhHans]), ("zh", [Language.ZhHans]), ("ug", [Language.Ug]), ("en", [Language.En]),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!api.Options.IsOn) return;
        // The staff pages show the name of the bot.
        await diagnostics.RunAsync(stoppingToken);
        foreach (var (code, shown) in Audiences)
        {
            await TryAsync((client, token) => client.SetMyCommands(BuildCommands(shown), languageCode: code, cancellationToken: token),
                stoppingToken);
            await TryAsync((client, token) => client.SetMyDescription(
                JoinLanguages(Texts, "profile.description", "\n\n", shown, MaxDescriptionLength), code, token), stoppingToken);
            await TryAsync((client, token) => client.SetMyShortDescription(
                JoinLanguages(Texts, "profile.short", "\n", shown, MaxShortDescriptionLength), code, token), stoppingToken);
        }
    }

    private static BotCommand[] BuildCommands(Language[] shown) =>
        [.. ButtonCodes.MenuCommands.Select(code =>
            new BotCommand(code, JoinLanguages(BotTexts.Catalog, "command." + code, " · ", shown, MaxCommandLength)))];

    /// <summary>Returns the text in all languages, or only in the first if they do not fit together.</summary>
    internal static string JoinLanguages(TextCatalog catalog, string key, string separator, Language[] languages, int maxLength)
    {
        var texts = languages.Select(language => catalog.Format(language, key)).ToList();
        var together = string.Join(separator, texts);
        return together.Length <= maxLength ? together : texts[0];
    }

    private async Task TryAsync(Func<ITelegramBotClient, CancellationToken, Task> call, CancellationToken stopping)
    {
        for (var failures = 1; failures <= MaxAttempts && !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                await api.CallWithoutResultAsync(call, stopping);
                return;
            }
            catch (ApiRequestException refused) when (refused.ErrorCode is 400 or 401 or 404)
            {
                LogRejected(refused.ErrorCode);
                return;
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                // The channel works without its profile: whatever failed, it is tried again.
                var retryAfter = (error as ApiRequestException)?.Parameters?.RetryAfter is { } seconds
                    ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
                await Task.Delay(retryAfter > TimeSpan.Zero ? retryAfter : api.Timing.PauseAfter(failures), time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram rejected a text of the bot's profile ({Code})")]
    private partial void LogRejected(int code);
}
