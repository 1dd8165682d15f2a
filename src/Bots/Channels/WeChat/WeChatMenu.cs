using System.Text.Json.Nodes;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Sets the three menu buttons under every chat at start. A failure is only logged, because conversations work without the menu.
/// </summary>
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
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                NotSet(attempt, WeChatTrouble.Code(error));
                await Task.Delay(FirstPause * Math.Pow(4, attempt - 1), time, stoppingToken);
            }
        }
    }

    /// <summary>
    /// All residents share one menu, so its labels are in both Chinese and Uyghur. Each language is listed under its own name.
    /// </summary>
    internal static JsonObject Menu() => new()
    {
        ["button"] = new JsonArray(
            Click(Both("menu.new"), Codes.New),
            Click(Both("menu.matters"), Codes.Matters),
            new JsonObject
            {
                ["name"] = Both("menu.language"),
                ["sub_button"] = new JsonArray([.. new[] { Language.Ug, Language.ZhHans, Language.En }
                    .Select(language => Click(Names.Own(language), Codes.Choose(language)))]),
            }),
    };

    private static JsonObject Click(string name, string code) => new() { ["type"] = "click", ["name"] = name, ["key"] = code };

    private static string Both(string key) => $"{Texts.Say(Language.ZhHans, key)} {Texts.Say(Language.Ug, key)}";

    [LoggerMessage(Level = LogLevel.Information, Message = "WeChat rejected the menu on attempt {Attempt} ({Code})")]
    private partial void NotSet(int attempt, string code);
}
