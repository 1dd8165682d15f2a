using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>The links to the staff pages, in the order of the header. Each needs a right.</summary>
public static class StaffNavigation
{
    private static readonly (Right Right, string Href, string Key)[] All =
    [
        (Right.WatchBoard, "/desk", "web.board"),
        (Right.EnterCounter, "/desk/counter", "web.counter"),
        (Right.EnterHotline, "/desk/hotline", "web.hotline"),
        (Right.EnterSuggestionBox, "/desk/suggestion-box", "web.box"),
        (Right.Supervise, "/desk/supervisor", "supervisor.nav"),
        (Right.ManageStaff, "/desk/admin/staff", "admin.staff"),
        (Right.EditAnswers, "/desk/admin/questions", "answers.title"),
        (Right.EditCalendar, "/desk/admin/calendar", "calendar.nav"),
        (Right.ManageStaff, "/desk/admin/channels", "messengers.nav"),
    ];

    public static IEnumerable<(string Href, string Key)> LinksFor(Actor? actor) =>
        actor is null ? [] : All.Where(room => Authority.May(actor, room.Right)).Select(room => (room.Href, room.Key));
}
