using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Adds a catalogue office to an out-of-remit answer, in the resident's language: its name, and below the text its phone and address.
/// </summary>
internal static class OfficeReferral
{
    public static async Task<AnswerDraft> ApplyAsync(
        WriteUnit unit, TicketNumber ticket, AnswerDraft answer, string? officeCode, CancellationToken cancellation)
    {
        if (officeCode is null || answer.Kind is not AnswerKind.OutOfRemit) return answer;
        var office = await unit.Db.Offices.AsNoTracking().FirstOrDefaultAsync(o => o.Code == officeCode, cancellation);
        if (office is null) return answer;
        var language = await unit.Db.Tickets.Where(t => t.Number == ticket).Select(t => t.Language).FirstOrDefaultAsync(cancellation);
        return AddOffice(answer, office, language);
    }

    private static AnswerDraft AddOffice(AnswerDraft answer, Office office, Language language)
    {
        var address = office.Address(language);
        string?[] contactLines =
        [
            office.Phone.Length == 0 ? null : DeskTexts.Format(language, "say.officePhone", ("phone", office.Phone)),
            address.Length == 0 ? null : DeskTexts.Format(language, "say.officeAddress", ("address", address)),
        ];
        var text = CleanText.IsBlank(answer.Text) ? answer.Text
            : string.Join('\n', [answer.Text.Trim(), .. contactLines.OfType<string>()]);
        return answer with { Office = office.Name(language), Text = text };
    }
}
