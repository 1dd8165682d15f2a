using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Erasure : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ErasedAfterYears",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ErasedAt",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "GivenFor",
                table: "person_addresses",
                type: "INTEGER",
                nullable: true);

            // What ended before ended with the newest event that says so.
            migrationBuilder.Sql(
                """
                UPDATE tickets SET "ClosedAt" = (SELECT MAX(e."At") FROM ticket_events e WHERE e."TicketId" = tickets."Id" AND e."Type" IN ('ticketClosed', 'ticketCancelled'))
                WHERE "Status" = 'Closed'
                """);

            migrationBuilder.CreateIndex(
                name: "IX_tickets_ClosedAt",
                table: "tickets",
                column: "ClosedAt",
                filter: "\"ClosedAt\" IS NOT NULL AND \"ErasedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tickets_ClosedAt",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "ErasedAfterYears",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "ErasedAt",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "GivenFor",
                table: "person_addresses");
        }
    }
}
