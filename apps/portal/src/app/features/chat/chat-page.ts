import { Component } from '@angular/core';
@Component({ selector: 'cm-chat-page', template: '<p>Chat</p>' })
export class ChatPage {}
