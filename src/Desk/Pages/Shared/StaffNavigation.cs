using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>The links to the staff pages, in the order of the header. Each needs a right.</summary>
public static class StaffNavigation
{
    private const string Calendar = "/desk/admin/calendar", Duty = "/desk/duty";

    private static readonly (Right Right, string Href, string Key)[] All =
    [
        (Right.WatchBoard, "/desk", "web.board"),
        (Right.EnterCounter, "/desk/counter", "web.counter"),
        (Right.EnterHotline, "/desk/hotline", "web.hotline"),
        (Right.EnterSuggestionBox, "/desk/suggestion-box", "web.box"),
        (Right.KeepDuty, Duty, "duty.nav"),
        (Right.Supervise, "/desk/supervisor", "supervisor.nav"),
        (Right.ManageStaff, "/desk/admin/staff", "admin.staff"),
        (Right.EditAnswers, "/desk/admin/questions", "answers.title"),
        (Right.EditCalendar, Calendar, "calendar.nav"),
        (Right.ManageStaff, "/desk/admin/channels", "messengers.nav"),
    ];

    public static IEnumerable<(string Href, string Key)> LinksFor(Actor? actor) =>
        actor is null ? [] : All.Where(room => Authority.May(actor, room.Right) && HasRoomFor(actor, room.Href))
            .Select(room => (room.Href, room.Key));

    // Supervisors have the most links, and a phone has no room for others: the calendar and the duty pages are linked from their own page.
    private static bool HasRoomFor(Actor actor, string href) =>
        href is not (Calendar or Duty) || !Authority.May(actor, Right.Supervise);
}
