using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Shared.People;

public static class PeoplePages
{
    public static void MapPeople(this IEndpointRouteBuilder app) =>
        app.MapGet("/desk/people", FindAsync).RequireRight(Right.EnterCounter).ExcludeFromDescription();

    private static async Task<IResult> FindAsync(HttpContext http, string? q, PersonSearch people, CancellationToken cancellation) =>
        PageResult.For<PersonMatches>(new
        {
            People = await people.FindAsync(http.RequireActor(), q, cancellation), IsComplete = PersonSearch.IsComplete(q),
        });
}
