using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Hotline;

/// <summary>The hotline form with today's calls below.</summary>
public static class HotlinePages
{
    public const string Path = "/desk/hotline";

    public static void MapHotline(this IEndpointRouteBuilder app)
    {
        var hotline = app.MapGroup(Path).RequireRight(Right.EnterHotline).ExcludeFromDescription();
        hotline.MapForm(ShowAsync, EnterAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, string? done, string? calls, TodaysCalls today, DeskDb db, CancellationToken cancellation)
    {
        http.Response.KeepForBack();
        var last = TicketNumber.TryRead(done, out var number) is TicketNumberFault.None
            ? await db.Tickets.AsNoTracking().Include(t => t.Cycles).Include(t => t.Messages).AsSplitQuery()
                .FirstOrDefaultAsync(t => t.Number == number, cancellation)
            : null;
        var pickUp = last is null ? null : await PickUpCodes.OfAsync(db, last.Id, cancellation);
        return Page.Of<HotlinePage>(new
        {
            Form = new MatterForm { Ending = Ending.Answered }, Calls = await today.ListAsync(PageOf(calls), cancellation),
            Last = last, PickUp = pickUp,
        });
    }

    private static async Task<IResult> EnterAsync(
        HttpContext http, FrontDoor door, TodaysCalls today, IOptions<DeskOptions> options, CancellationToken cancellation)
    {
        var posted = await Posted.ReadAsync(http);
        var form = MatterForm.From(posted).WithEnding();
        if (!posted.Genuine) return await RedisplayAsync([], "form.stale", StatusCodes.Status400BadRequest);
        var faults = Missing(form);
        var request = form.ToMatter(ContactChannel.Hotline, http.Actor()!, options.Value.ShownTimeZone, faults);
        return await door.TakeAsync(request, faults, form.NoteIn(http.Language())) switch
        {
            Entry.Kept accepted => Results.Redirect($"{Path}?done={accepted.Ticket.Number}"),
            Entry.Refused refused => await RedisplayAsync(refused.Faults, null, StatusCodes.Status422UnprocessableEntity),
            _ => await RedisplayAsync([], "form.trouble", StatusCodes.Status503ServiceUnavailable),
        };

        async Task<IResult> RedisplayAsync(IReadOnlyList<FieldFault> shown, string? notice, int code)
        {
            var calls = await today.ListAsync(1, cancellation);
            var formFaults = new Faults(shown, http.Language());
            return Page.Of<HotlinePage>(new { Form = form, Faults = formFaults, Notice = notice, Calls = calls }, code);
        }
    }

    private static int PageOf(string? calls) => int.TryParse(calls, out var page) && page is > 0 and < 100 ? page : 1;

    private static List<FieldFault> Missing(MatterForm form)
    {
        var faults = new List<FieldFault>();
        if (form is { Ending: Ending.CallBack, Phone: null }) faults.Add(new("who", "phoneMissing"));
        if (form is { Ending: Ending.HandedOver, Department: null }) faults.Add(new("department", "departmentMissing"));
        WordRules.CheckOptional(faults, "answer.text", form.NoteIn(default)?.Text, WordRules.LongestText);
        return faults;
    }
}
