using System.Net;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Architecture;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Shared;

/// <summary>Nothing that a resident writes makes a page fail.</summary>
public sealed class LongDescriptionTests
{
    private const int Length = 9_800;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static readonly string[] Patterns = ["[", "[[[]", "\\", "\\u", "1-", "123-", "a@", "{", "<", "لا", "😀"];

    [Fact]
    public async Task Every_page_shows_a_long_description_of_brackets_digits_and_media_labels()
    {
        await using var desk = await DeskApp.StartAsync();
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        foreach (var description in Descriptions())
        {
            var number = await OpenAsync(desk, description);
            foreach (var path in new[] { $"/desk/tickets/{number}", "/desk", $"/api/v1/tickets/{number}" })
                (await supervisor.GetReplyAsync(path)).Expect(HttpStatusCode.OK);
        }
    }

    private static IEnumerable<string> Descriptions()
    {
        foreach (var label in LanguageTag.All.SelectMany(ReadMediaLabels).Distinct())
            foreach (var detail in new[] { Repeat("1, "), Repeat(" ") + "1", Repeat("1 ("), "+" + Repeat("1") + "x" })
                yield return $"[{label}: {detail}]";
        foreach (var pattern in Patterns) yield return Repeat(pattern) + "]";
    }

    private static IEnumerable<string> ReadMediaLabels(Language language)
    {
        var file = Path.Combine(SourceTree.Root, "src", "Bots", "Texts", LanguageTag.From(language) + ".json");
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [];
        return texts.Where(text => text.Key.StartsWith("content.", StringComparison.Ordinal)).Select(text => text.Value);
    }

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, (Length / text.Length) - 10));

    private static async Task<TicketNumber> OpenAsync(DeskApp desk, string description)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = description, Actor = BoardTestTickets.Supervisor,
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, Now), Now)).Ticket.Number;
    }
}
