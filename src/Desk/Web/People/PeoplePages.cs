using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Web.People;

public static class PeoplePages
{
    public static void MapPeople(this IEndpointRouteBuilder app) =>
        app.MapGet("/desk/people", FindAsync).RequireRight(Right.EnterCounter).ExcludeFromDescription();

    private static async Task<RazorComponentResult<FoundPeople>> FindAsync(string? q, KnownPeople people, CancellationToken cancellation) =>
        Page.Of<FoundPeople>(new { People = await people.FindAsync(q, cancellation) });
}
