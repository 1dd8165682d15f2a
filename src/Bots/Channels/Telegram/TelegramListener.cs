using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Asks Telegram for updates, for ever. The offset moves only after the updates are stored: Telegram forgets what is below it,
/// so a stop at any moment costs at most a second delivery, which the inbox knows.
/// </summary>
public sealed partial class TelegramListener(TelegramLine line, TelegramIntake intake, TimeProvider time, ILogger<TelegramListener> log) : BackgroundService
{
    private int _offset;
    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (line.Options is not { IsOn: true, Mode: TelegramMode.Polling }) return;
        var prepared = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!prepared) await PrepareAsync(stoppingToken);
                prepared = true;
                await ListenOnceAsync(stoppingToken);
                if (_failures > 0) LineBack(_failures);
                _failures = 0;
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(PauseAfter(trouble), time, stoppingToken);
            }
        }
    }

    private async Task ListenOnceAsync(CancellationToken cancellation)
    {
        var updates = await line.UpdatesAsync(_offset, cancellation);
        if (updates.Length == 0) return;
        await intake.TakeAsync(updates, cancellation);
        _offset = updates.Max(update => update.GetProperty("update_id").GetInt32()) + 1;
    }

    // A webhook left from before would make every question a conflict. What waits for us stays.
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await line.TellAsync((client, token) => client.DeleteWebhook(dropPendingUpdates: false, token), cancellation);
        foreach (var language in LanguageTag.All) await TryTellCommandsAsync(language, cancellation);
    }

    // Commands in the messenger's menu are a courtesy; the talk goes on without them.
    private async Task TryTellCommandsAsync(Language language, CancellationToken cancellation)
    {
        var commands = Codes.Menu.Select(code => new BotCommand(code, Words.Texts.Say(language, "command." + code))).ToArray();
        try
        {
            await line.TellAsync((client, token) => client.SetMyCommands(commands, languageCode: LanguageTag.Of(language)[..2], cancellationToken: token), cancellation);
        }
        catch (ApiRequestException refused)
        {
            CommandsRefused(refused.ErrorCode);
        }
    }

    private TimeSpan PauseAfter(Exception trouble)
    {
        _failures++;
        var code = (trouble as ApiRequestException)?.ErrorCode;
        if (code is 401 or 404) TokenRefused();
        else if (code is 409) SomebodyElseListens();
        else LineDown(_failures, TelegramTrouble.Code(trouble));
        if (code is 401 or 404 or 409) return line.Pace.SlowPause;
        return (trouble as ApiRequestException)?.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : line.Pace.PauseAfter(_failures);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram does not know this bot: Telegram:Token is wrong or was withdrawn. Trying again slowly")]
    private partial void TokenRefused();

    [LoggerMessage(Level = LogLevel.Error, Message = "Another program asks Telegram for this bot's updates (409). Stop it, or give it a bot of its own. Trying again slowly")]
    private partial void SomebodyElseListens();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The line to Telegram is down, failure {Failures} in a row ({Code}). Trying again")]
    private partial void LineDown(int failures, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "The line to Telegram is back after {Failures} failures")]
    private partial void LineBack(int failures);

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram did not take the list of commands ({Code})")]
    private partial void CommandsRefused(int code);
}
