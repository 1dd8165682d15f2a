using System.Text.Json.Nodes;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>The three buttons under every chat, set at start. A courtesy: the talk goes on without them.</summary>
public sealed partial class WeChatMenu(WeChatLine line, TimeProvider time, ILogger<WeChatMenu> log) : BackgroundService
{
    private const int Attempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    private static readonly TextCatalog Texts = TextCatalog.Load(typeof(WeChatMenu).Assembly, "EcomCenter.Bots.Texts.wechat");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!line.Options.IsOn) return;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                await line.PostAsync("/cgi-bin/menu/create", Menu(), stoppingToken);
                return;
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                NotSet(attempt, WeChatTrouble.Code(trouble));
                await Task.Delay(FirstPause * Math.Pow(4, attempt - 1), time, stoppingToken);
            }
        }
    }

    /// <summary>Everybody has the same menu, so that its words stand in both scripts; the languages are called by their own names.</summary>
    internal static JsonObject Menu() => new()
    {
        ["button"] = new JsonArray(
            Click(Both("menu.new"), Codes.New),
            Click(Both("menu.matters"), Codes.Matters),
            new JsonObject
            {
                ["name"] = Both("menu.language"),
                ["sub_button"] = new JsonArray([.. new[] { Language.Ug, Language.ZhHans, Language.En }.Select(language => Click(Names.Own(language), Codes.Choose(language)))]),
            }),
    };

    private static JsonObject Click(string name, string code) => new() { ["type"] = "click", ["name"] = name, ["key"] = code };

    private static string Both(string key) => $"{Texts.Say(Language.ZhHans, key)} {Texts.Say(Language.Ug, key)}";

    [LoggerMessage(Level = LogLevel.Information, Message = "WeChat did not take the menu, attempt {Attempt} ({Code})")]
    private partial void NotSet(int attempt, string code);
}
